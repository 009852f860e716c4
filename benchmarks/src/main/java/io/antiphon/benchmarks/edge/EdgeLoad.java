package io.antiphon.benchmarks.edge;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.graph.GraphFormat;
import java.util.ArrayList;
import java.util.List;

/** Many streams into one graph, timed: what their packets cost the writing side, and their frames the reading side. */
final class EdgeLoad {
    private static final double JITTER_MS = 1;

    /** Clocks of the senders are spread over so much to both sides. */
    private static final double SPREAD_PPM = 100;

    private final GraphFormat graph;
    private final AudioBlock block;
    private final List<SimulatedSender> senders = new ArrayList<>();
    private long period;
    private long packets;
    private long writeNs;
    private long readNs;

    EdgeLoad(int streams, GraphFormat graph) {
        this.graph = graph;
        this.block = new AudioBlock(AudioBlock.MAX_CHANNELS, graph.periodFrames());
        for (int i = 0; i < streams; i++) {
            double ppm = SPREAD_PPM * (2.0 * i / Math.max(1, streams - 1) - 1);
            senders.add(new SimulatedSender(graph, ppm, JITTER_MS, i + 1L));
        }
    }

    /** Lets virtual time pass, as fast as the machine can. */
    void run(double seconds) {
        packets = 0;
        writeNs = 0;
        readNs = 0;
        long periods = Math.round(seconds * graph.sampleRateHz() / graph.periodFrames());
        for (long i = 0; i < periods; i++, period++) {
            long nowNs = Math.round(period * graph.periodFrames() * 1e9 / graph.sampleRateHz());
            long begun = System.nanoTime();
            for (SimulatedSender sender : senders) {
                packets += sender.deliver(nowNs);
            }
            long written = System.nanoTime();
            for (SimulatedSender sender : senders) {
                sender.bridge().read(block, nowNs);
            }
            readNs += System.nanoTime() - written;
            writeNs += written - begun;
        }
    }

    /** Nanoseconds a packet of 288 frames, of the last run. */
    double nsPerPacket() {
        return (double) writeNs / packets;
    }

    /** Nanoseconds a frame that the graph read, of the last run. */
    double nsPerFrame() {
        return readNs / (packets * (double) SimulatedSender.PACKET_FRAMES);
    }
}
