package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.graph.GraphFormat;
import java.util.Random;
import java.util.function.LongPredicate;

/**
 * A sender of a 1 kHz sine with a skewed clock, a network with jitter, and a graph that reads, all in virtual time. What
 * the graph heard is kept, one channel.
 */
final class SimulatedStream {
    static final GraphFormat GRAPH = GraphFormat.DEFAULT;
    static final double AMPLITUDE = 0.5;
    static final int PACKET_FRAMES = 288;

    private static final double NS = 1e9;

    private final InputBridge bridge;
    private final Random random;
    private final double senderHz;
    private final int rateHz;
    private final double omega;
    private final float[][] packet = new float[2][PACKET_FRAMES];
    private final AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, GRAPH.periodFrames());

    double jitterMs = 5;
    LongPredicate lost = number -> false;
    LongPredicate paused = number -> false;
    LongPredicate zero = number -> false;
    java.util.function.LongToDoubleFunction extraDelayMs = number -> 0;
    LongPredicate periodMissed = number -> false;

    private long packetNumber;
    private long nextArrivalNs;
    private long lastArrivalNs;
    private long period;
    private double phase;

    SimulatedStream(int rateHz, double ppm, double hz, long seed) {
        System.out.println("seed=" + seed);
        this.rateHz = rateHz;
        this.bridge = new InputBridge(rateHz, 2, GRAPH.sampleRateHz(), GRAPH.periodFrames(), 8);
        this.random = new Random(seed);
        this.senderHz = rateHz * (1 + ppm * 1e-6);
        this.omega = 2 * Math.PI * hz / rateHz;
    }

    InputBridge bridge() {
        return bridge;
    }

    int rateHz() {
        return rateHz;
    }

    long count(BridgeCounter counter) {
        return bridge.counters().get(counter);
    }

    long nowNs() {
        return Math.round(period * GRAPH.periodFrames() * NS / GRAPH.sampleRateHz());
    }

    /** Lets time pass and gives what the graph read in it. */
    float[] run(double seconds) {
        int periods = (int) Math.round(seconds * GRAPH.sampleRateHz() / GRAPH.periodFrames());
        float[] heard = new float[periods * GRAPH.periodFrames()];
        for (int i = 0; i < periods; i++) {
            deliverUntil(nowNs());
            if (!periodMissed.test(period)) {
                bridge.read(block, nowNs());
                System.arraycopy(block.channel(0), 0, heard, i * GRAPH.periodFrames(), GRAPH.periodFrames());
            }
            period++;
        }
        return heard;
    }

    private void deliverUntil(long nowNs) {
        while (arrivalNs() <= nowNs) {
            if (!paused.test(packetNumber)) {
                fillPacket();
                if (!lost.test(packetNumber)) {
                    bridge.write(packet, PACKET_FRAMES, nextArrivalNs);
                    lastArrivalNs = nextArrivalNs;
                }
            }
            packetNumber++;
            nextArrivalNs = 0;
        }
    }

    /** Time at which the next packet arrives; a packet never overtakes the one before it. */
    private long arrivalNs() {
        if (nextArrivalNs == 0) {
            double sentNs = (packetNumber + 1) * PACKET_FRAMES / senderHz * NS;
            double delayMs = random.nextDouble() * jitterMs + extraDelayMs.applyAsDouble(packetNumber);
            nextArrivalNs = Math.max(lastArrivalNs, Math.round(sentNs + delayMs * 1e6));
        }
        return nextArrivalNs;
    }

    private void fillPacket() {
        boolean silent = zero.test(packetNumber);
        for (int i = 0; i < PACKET_FRAMES; i++) {
            packet[0][i] = silent ? 0 : (float) (AMPLITUDE * Math.sin(phase));
            packet[1][i] = packet[0][i];
            phase += omega;
        }
    }
}
