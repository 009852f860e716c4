package io.antiphon.engine.render;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.BridgeCounter;
import io.antiphon.engine.endpoint.InputBridge;
import io.antiphon.engine.endpoint.InputSwitch;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A sender to whom everything happens that happens to senders: packets that are late, lost, held up and piled up,
 * silence, a pause, another format. For the warm-up: code that has never seen these would be thrown away when they come,
 * and the audio thread would interpret it for some periods, just when the machine is busy. Time is the graph's position;
 * one thread owns it.
 *
 * <pre>
 * each 256 periods   0…63 as it should be   64 a mishap   …   its aftermath
 * </pre>
 */
final class RoughStream implements SourceEndpoint {
    private static final int PACKET_MS = 6;
    private static final int PERIODS_A_MISHAP = 256;
    private static final int CHANNELS = 2;
    private static final double PLAYOUT_MS = 4;
    private static final double LATE_MS = 3;

    /** What happens; the last one is nothing, for as long as a clock needs to be believed. */
    private enum Mishap {
        PAUSE,
        LOSS,
        HELD_UP,
        PILED_UP,
        SILENCE,
        LONG_PAUSE,
        OVERFLOW,
        OTHER_FORMAT,
        NOTHING
    }

    private final List<InputBridge> bridges = new ArrayList<>();
    private final InputSwitch input = new InputSwitch();
    private final GraphFormat format;
    private final int firstMishap;
    private final int rateHz;
    private final double speed;
    private final Random random;
    private final float[][] packet;
    private final float[][] quiet;
    private InputBridge bridge;
    private long periods;
    private double sentMs;
    private long heldUntilPeriod;

    /**
     * @param format of the graph
     * @param rateHz the sender's nominal sample rate
     * @param ppm by how much its clock is fast
     * @param firstMishap where in the list it begins; past the end, nothing happens to it for long
     */
    RoughStream(GraphFormat format, int rateHz, double ppm, int firstMishap) {
        this.format = format;
        this.firstMishap = firstMishap;
        this.rateHz = rateHz;
        this.speed = 1 + ppm * 1e-6;
        this.random = new Random(firstMishap);
        this.packet = new float[CHANNELS][rateHz * PACKET_MS / 1000];
        this.quiet = new float[CHANNELS][packet[0].length];
        for (float[] channel : packet) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = random.nextFloat() - 0.5f;
            }
        }
        this.bridge = fresh();
    }

    private InputBridge fresh() {
        InputBridge next = new InputBridge(rateHz, CHANNELS, format.sampleRateHz(), format.periodFrames(), PLAYOUT_MS);
        input.set(next);
        bridges.add(next);
        return next;
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        input.read(into, (long) (position * 1e9 / format.sampleRateHz()));
    }

    /** Sends what is due until after the next period. Before each period. */
    void send() {
        double nowMs = periods * 1e3 * format.periodFrames() / format.sampleRateHz();
        long slot = firstMishap + periods / PERIODS_A_MISHAP;
        Mishap mishap = slot >= Mishap.values().length ? Mishap.NOTHING : Mishap.values()[(int) slot];
        long at = periods % PERIODS_A_MISHAP - PERIODS_A_MISHAP / 4;
        if (at == 0) {
            begin(mishap);
        }
        boolean silent = mishap == Mishap.SILENCE && at >= 0 && at < PERIODS_A_MISHAP / 4;
        double packetMs = PACKET_MS / speed;
        while (periods >= heldUntilPeriod && sentMs + packetMs <= nowMs) {
            sentMs += packetMs;
            bridge.write(silent ? quiet : packet, packet[0].length, (long)
                    ((sentMs + random.nextDouble() * random.nextDouble() * LATE_MS) * 1e6));
        }
        periods++;
    }

    private void begin(Mishap mishap) {
        switch (mishap) {
            case PAUSE -> pause(30);
            case LONG_PAUSE -> pause(300);
            case LOSS -> {
                bridge.conceal(packet[0].length);
                sentMs += PACKET_MS / speed;
            }
            case HELD_UP -> heldUntilPeriod = periods + PERIODS_A_MISHAP / 20;
            case PILED_UP -> pile(20);
            case OVERFLOW -> pile(120);
            case OTHER_FORMAT -> bridge = fresh();
            case SILENCE, NOTHING -> {}
        }
    }

    /** Sends nothing, and goes on where it would have been. */
    private void pause(int milliseconds) {
        sentMs += milliseconds;
    }

    private void pile(int packets) {
        for (int i = 0; i < packets; i++) {
            bridge.write(packet, packet[0].length, (long) (sentMs * 1e6));
        }
    }

    @Override
    @RealTime
    public long stalls() {
        return input.stalls();
    }

    /** What its mishaps have come to. */
    long count(BridgeCounter counter) {
        return bridges.stream()
                .mapToLong(bridge -> bridge.counters().get(counter))
                .sum();
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(SourceStatus.State.WAITING, null, 0, 0, Map.of());
    }

    @Override
    public void close() {}
}
