package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last window of a meter, handed from the render thread to any reader by a sequence lock: the writer never waits, a
 * reader that was overtaken gets nothing and asks again.
 */
final class MeterWindow {
    private volatile long sequence;
    private final float[] peak = new float[AudioBlock.MAX_CHANNELS];
    private final double[] meanSquare = new double[AudioBlock.MAX_CHANNELS];
    private int channels;
    private long clips;

    /** Render thread. Arrays are copied. */
    @RealTime
    void publish(int channels, float[] peak, double[] sumOfSquares, int frames, long clips) {
        long next = sequence + 1;
        sequence = next;
        VarHandle.fullFence();
        this.channels = channels;
        this.clips = clips;
        for (int c = 0; c < channels; c++) {
            this.peak[c] = peak[c];
            this.meanSquare[c] = sumOfSquares[c] / frames;
        }
        VarHandle.releaseFence();
        sequence = next + 1;
    }

    /** Any thread. */
    Optional<MeterReading> read() {
        long before = sequence;
        if (before == 0 || (before & 1) != 0) {
            return Optional.empty();
        }
        List<MeterReading.Level> levels = new ArrayList<>(channels);
        for (int c = 0; c < channels; c++) {
            levels.add(new MeterReading.Level(peak[c], meanSquare[c]));
        }
        MeterReading reading = new MeterReading(before / 2, levels, clips);
        VarHandle.loadLoadFence();
        return sequence == before ? Optional.of(reading) : Optional.empty();
    }
}
