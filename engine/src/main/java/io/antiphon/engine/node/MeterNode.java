package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.Mixing;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;
import java.util.Arrays;

/** Measures its input and passes nothing on. Windows end with a period, so their lengths differ by up to one. */
final class MeterNode extends Node {
    /** Samples at or above full scale in a row that make a clip. */
    static final int CLIP_RUN = 3;

    private final MeterWindow window = new MeterWindow();
    private final int frames;
    private final int windowFrames;
    private final float[] peak = new float[AudioBlock.MAX_CHANNELS];
    private final double[] sumOfSquares = new double[AudioBlock.MAX_CHANNELS];
    private final int[] run = new int[AudioBlock.MAX_CHANNELS];
    private int measured;
    private long clips;

    MeterNode(GraphFormat format) {
        super(new AudioBlock(1, 1));
        this.frames = format.periodFrames();
        this.windowFrames = format.sampleRateHz() / MeterSettings.WINDOWS_A_SECOND;
    }

    MeterWindow window() {
        return window;
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        AudioBlock from = inputs[0].block();
        if (!from.isSilent()) {
            for (int c = 0; c < from.channels(); c++) {
                measure(from.channel(c), c);
            }
        }
        measured += frames;
        if (measured >= windowFrames) {
            window.publish(from.channels(), peak, sumOfSquares, measured, clips);
            Arrays.fill(peak, 0f);
            Arrays.fill(sumOfSquares, 0);
            measured = 0;
        }
    }

    @RealTime
    private void measure(float[] samples, int channel) {
        float periodPeak = Mixing.peak(samples, frames);
        peak[channel] = Math.max(peak[channel], periodPeak);
        sumOfSquares[channel] += Mixing.sumOfSquares(samples, frames);
        if (periodPeak >= 1f || run[channel] > 0) {
            countClips(samples, channel);
        }
    }

    @RealTime
    private void countClips(float[] samples, int channel) {
        int length = run[channel];
        for (int i = 0; i < frames; i++) {
            length = Math.abs(samples[i]) >= 1f ? length + 1 : 0;
            if (length == CLIP_RUN) {
                clips++;
            }
        }
        run[channel] = length;
    }
}
