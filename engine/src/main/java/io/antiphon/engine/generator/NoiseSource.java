package io.antiphon.engine.generator;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import org.jspecify.annotations.Nullable;

/** White or pink noise on each side, drawn from the position and the seed. Owned by the render thread. */
final class NoiseSource implements SourceEndpoint {
    private static final long LEFT = 0x9E3779B97F4A7C15L;
    private static final long RIGHT = 0xD1B54A32D192ED03L;

    /** A number of 32 bits, evenly spread, as one between −√3 and √3: of power 1. */
    private static final double UNIT_POWER = Math.sqrt(3) / (1L << 31);

    private final double amplitude;
    private final long seed;
    private final @Nullable PinkFilter leftFilter;
    private final @Nullable PinkFilter rightFilter;

    NoiseSource(NoiseSettings settings, int sampleRateHz) {
        boolean pink = settings.colour() == NoiseSettings.Colour.PINK;
        this.amplitude = Decibels.toLinear(settings.levelDbfs()) * Math.sqrt(0.5);
        this.seed = settings.seed();
        this.leftFilter = pink ? new PinkFilter(sampleRateHz) : null;
        this.rightFilter = pink ? new PinkFilter(sampleRateHz) : null;
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        fill(into.channel(0), into.frames(), position, scramble(seed ^ LEFT), leftFilter);
        fill(into.channel(1), into.frames(), position, scramble(seed ^ RIGHT), rightFilter);
        into.written(2);
    }

    @Override
    public SourceStatus status() {
        return GeneratorProvider.STATUS;
    }

    @Override
    public void close() {}

    @RealTime
    private void fill(float[] samples, int frames, long position, long sequence, @Nullable PinkFilter filter) {
        for (int i = 0; i < frames; i++) {
            double white = (int) (scramble(sequence + (position + i) * LEFT) >> 32) * UNIT_POWER;
            samples[i] = (float) (amplitude * (filter == null ? white : filter.next(white)));
        }
    }

    /** Spreads every bit over all others: the last step of the SplitMix64 generator. */
    @RealTime
    private static long scramble(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
