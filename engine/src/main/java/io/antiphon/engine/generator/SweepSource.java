package io.antiphon.engine.generator;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;

/**
 * A logarithmic sine sweep, the same on both sides. Its phase follows from the position; each sweep begins and ends with
 * a short fade, since the last frame and the next first one do not fit.
 *
 * <p>With {@code k} the frequency's growth a frame, frame {@code i} has gone through
 * {@code from · (kⁱ − 1) / ln k} cycles.
 */
final class SweepSource implements SourceEndpoint {
    private static final double FADE_SECONDS = 0.005;

    private final long sweepFrames;
    private final int fadeFrames;
    private final double lnGrowth;
    private final double growth;
    private final double scale;
    private final double amplitude;

    SweepSource(SweepSettings settings, int sampleRateHz) {
        this.sweepFrames = Math.round(settings.seconds() * sampleRateHz);
        this.fadeFrames = (int) (FADE_SECONDS * sampleRateHz);
        double from = settings.fromHz() / sampleRateHz;
        this.lnGrowth = StrictMath.log(settings.toHz() / settings.fromHz()) / sweepFrames;
        this.growth = StrictMath.exp(lnGrowth);
        this.scale = from / lnGrowth;
        this.amplitude = Decibels.toLinear(settings.levelDbfs());
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        float[] left = into.channel(0);
        int done = 0;
        while (done < into.frames()) {
            long at = Math.floorMod(position + done, sweepFrames);
            int count = (int) Math.min(into.frames() - done, sweepFrames - at);
            fill(left, done, count, at);
            done += count;
        }
        System.arraycopy(left, 0, into.channel(1), 0, into.frames());
        into.written(2);
    }

    @Override
    public SourceStatus status() {
        return GeneratorProvider.STATUS;
    }

    @Override
    public void close() {}

    @RealTime
    private void fill(float[] samples, int offset, int frames, long at) {
        double grown = StrictMath.exp(lnGrowth * at);
        for (int i = 0; i < frames; i++) {
            samples[offset + i] = (float) (amplitude * fade(at + i) * Sine.exact(scale * (grown - 1)));
            grown *= growth;
        }
    }

    @RealTime
    private double fade(long at) {
        long fromEdge = Math.min(at, sweepFrames - 1 - at);
        if (fromEdge >= fadeFrames) {
            return 1;
        }
        double half = Sine.exact((double) fromEdge / fadeFrames / 4);
        return half * half;
    }
}
