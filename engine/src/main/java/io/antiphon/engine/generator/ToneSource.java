package io.antiphon.engine.generator;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;

/** A sine on each side. Its phase follows from the position, so it is the same at any time of the same graph. */
final class ToneSource implements SourceEndpoint {
    private final double leftCycles;
    private final double rightCycles;
    private final float amplitude;

    ToneSource(ToneSettings settings, int sampleRateHz) {
        this.leftCycles = settings.leftHz() / sampleRateHz;
        this.rightCycles = settings.rightHz() / sampleRateHz;
        this.amplitude = (float) Decibels.toLinear(settings.levelDbfs());
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        fill(into.channel(0), into.frames(), leftCycles, position);
        fill(into.channel(1), into.frames(), rightCycles, position);
        into.written(2);
    }

    @Override
    public SourceStatus status() {
        return GeneratorProvider.STATUS;
    }

    @Override
    public void close() {}

    @RealTime
    private void fill(float[] samples, int frames, double cyclesPerFrame, long position) {
        for (int i = 0; i < frames; i++) {
            samples[i] = amplitude * (float) Sine.exact((position + i) * cyclesPerFrame);
        }
    }
}
