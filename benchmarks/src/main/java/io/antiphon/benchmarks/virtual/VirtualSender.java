package io.antiphon.benchmarks.virtual;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.BridgeCounter;
import io.antiphon.engine.endpoint.InputBridge;
import io.antiphon.engine.endpoint.PacketOrder;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;

/**
 * A sender of a stereo sine in packets of 288 frames, its clock, the network to us and the bridge at our end, as one
 * source of the graph. The sine has whole turns in a packet. One thread.
 */
public final class VirtualSender implements SourceEndpoint {
    /** Frames of a packet, as Scream's. */
    public static final int PACKET_FRAMES = 288;

    private static final int CHANNELS = 2;

    private final FaultyLink link;
    private final SkewedClock clock;
    private final GraphTime time;
    private final InputBridge bridge;
    private final PacketOrder order;
    private final int rateHz;
    private final float[][] packet = new float[CHANNELS][PACKET_FRAMES];
    private long number;
    private long nextSendNs;

    /**
     * @param turns turns of the sine in a packet
     * @param amplitude of the sine
     * @param clock the sender's clock
     * @param link the network
     * @param graph what the graph runs at; the sender has the same nominal rate
     * @param time position of the graph in time
     */
    public VirtualSender(
            int turns, double amplitude, SkewedClock clock, FaultyLink link, GraphFormat graph, GraphTime time) {
        this.link = link;
        this.clock = clock;
        this.time = time;
        this.rateHz = graph.sampleRateHz();
        this.bridge = new InputBridge(rateHz, CHANNELS, rateHz, graph.periodFrames(), 5);
        this.order = new PacketOrder(bridge);
        for (int i = 0; i < PACKET_FRAMES; i++) {
            packet[0][i] = (float) (amplitude * Math.sin(2 * Math.PI * turns * i / PACKET_FRAMES));
            packet[1][i] = -packet[0][i];
        }
        this.nextSendNs = sendNs(0);
    }

    /** Lets everything happen up to that time. */
    public void deliverUntil(long nowNs) {
        while (true) {
            long arrivalNs = link.nextArrivalNs();
            if (nextSendNs <= Math.min(arrivalNs, nowNs)) {
                link.send(number, nextSendNs);
                number++;
                nextSendNs = sendNs(number);
            } else if (arrivalNs <= nowNs) {
                order.write(link.receive(), packet, PACKET_FRAMES, arrivalNs);
            } else {
                return;
            }
        }
    }

    /** The network. */
    public FaultyLink link() {
        return link;
    }

    /** What the bridge counted. */
    public Counters<BridgeCounter> counters() {
        return bridge.counters();
    }

    @Override
    public void read(AudioBlock into, long position) {
        bridge.read(into, time.nsOf(position));
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(
                bridge.state(nextSendNs),
                null,
                bridge.latencyMs(),
                bridge.driftPpm(),
                bridge.counters().snapshot());
    }

    @Override
    public void close() {}

    /** A packet leaves when its last frame is there. */
    private long sendNs(long packetNumber) {
        return clock.trueNs((packetNumber + 1.0) * PACKET_FRAMES / rateHz);
    }
}
