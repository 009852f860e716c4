package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
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

    /** Four sums and four peaks side by side, since the compiler keeps the order of a single one and waits for each. */
    @RealTime
    private void measure(float[] samples, int channel) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        float peak0 = 0;
        float peak1 = 0;
        float peak2 = 0;
        float peak3 = 0;
        int whole = frames & ~3;
        for (int i = 0; i < whole; i += 4) {
            sum0 += samples[i] * samples[i];
            sum1 += samples[i + 1] * samples[i + 1];
            sum2 += samples[i + 2] * samples[i + 2];
            sum3 += samples[i + 3] * samples[i + 3];
            peak0 = Math.max(peak0, Math.abs(samples[i]));
            peak1 = Math.max(peak1, Math.abs(samples[i + 1]));
            peak2 = Math.max(peak2, Math.abs(samples[i + 2]));
            peak3 = Math.max(peak3, Math.abs(samples[i + 3]));
        }
        for (int i = whole; i < frames; i++) {
            sum0 += samples[i] * samples[i];
            peak0 = Math.max(peak0, Math.abs(samples[i]));
        }
        float periodPeak = Math.max(Math.max(peak0, peak1), Math.max(peak2, peak3));
        peak[channel] = Math.max(peak[channel], periodPeak);
        sumOfSquares[channel] += (double) sum0 + sum1 + sum2 + sum3;
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
