package io.antiphon.benchmarks.edge;

import io.antiphon.engine.endpoint.InputBridge;
import io.antiphon.engine.graph.GraphFormat;
import java.util.Random;

/**
 * A sender of a 1 kHz sine in packets of 6 ms, with a clock that is off, behind a network that delays each packet by
 * another time but never lets one overtake. Virtual time; one thread.
 */
final class SimulatedSender {
    static final int PACKET_FRAMES = 288;
    static final double HZ = 1_000;
    static final double AMPLITUDE = 0.5;

    /** Whole turns of the sine, so that each packet is like the others. */
    private static final float[][] PACKET = packet();

    private static final double PLAYOUT_MS = 8;

    private final InputBridge bridge;
    private final Random random;
    private final double packetNs;
    private final double jitterNs;
    private final long startNs;
    private long packets;
    private long nextArrivalNs;

    SimulatedSender(GraphFormat graph, double ppm, double jitterMs, long seed) {
        int rateHz = graph.sampleRateHz();
        this.bridge = new InputBridge(rateHz, 2, rateHz, graph.periodFrames(), PLAYOUT_MS);
        this.random = new Random(seed);
        this.packetNs = PACKET_FRAMES * 1e9 / (rateHz * (1 + ppm * 1e-6));
        this.jitterNs = jitterMs * 1e6;
        // Senders begin at any time within a packet.
        this.startNs = Math.round(random.nextDouble() * packetNs);
        this.nextArrivalNs = startNs;
    }

    InputBridge bridge() {
        return bridge;
    }

    /** Hands over what has arrived; returns how many packets. */
    int deliver(long nowNs) {
        int delivered = 0;
        while (nextArrivalNs <= nowNs) {
            bridge.write(PACKET, PACKET_FRAMES, nextArrivalNs);
            delivered++;
            packets++;
            double sentNs = startNs + packets * packetNs;
            nextArrivalNs = Math.max(nextArrivalNs, Math.round(sentNs + random.nextDouble() * jitterNs));
        }
        return delivered;
    }

    private static float[][] packet() {
        float[][] packet = new float[2][PACKET_FRAMES];
        for (int i = 0; i < PACKET_FRAMES; i++) {
            packet[0][i] = (float) (AMPLITUDE * Math.sin(2 * Math.PI * HZ * i / 48_000));
            packet[1][i] = packet[0][i];
        }
        return packet;
    }
}
