package io.antiphon.engine.dsp;

import java.util.Arrays;

/**
 * Chooses the kernel of all resamplers once, when this class is first used. Any thread.
 */
public final class PolyphaseKernels {
    /** Calls after which compiled code no longer changes; fewer left whole periods over (measured). */
    private static final int WARM_UP_CALLS = 3_000;

    static final KernelChoice<PolyphaseKernel> CHOICE = KernelChoice.choose(
            "resampler",
            new PlainPolyphaseKernel(),
            () -> VectorPolyphaseKernel.isFast(),
            () -> new VectorPolyphaseKernel(),
            PolyphaseKernels::trial);

    private PolyphaseKernels() {}

    /** Name of the kernel in use: {@code vector} or {@code plain}. */
    public static String chosen() {
        return CHOICE.status().chosen();
    }

    static PolyphaseKernel best() {
        return CHOICE.kernel();
    }

    /**
     * Runs the kernel often enough for it to be compiled: the first calls of cold vector code take tens of
     * milliseconds. To be called once, before the render thread starts, by any other thread; takes about half a second.
     */
    public static void warmUp() {
        warmUp(2);
        warmUp(1);
        warmUp(6);
    }

    private static void warmUp(int channels) {
        int frames = 32;
        float[][] samples = new float[channels][8 * frames];
        for (double ratio : new double[] {1, 1.001}) { // one that glides, one that does not
            VariableResampler resampler = new VariableResampler(channels, 1, frames);
            resampler.setRatio(ratio);
            for (int call = 0; call < WARM_UP_CALLS; call++) {
                resampler.feed(samples, 0, resampler.needed(frames));
                resampler.produce(samples, 0, frames);
            }
        }
        FixedResampler fixed = new FixedResampler(channels, 44_100, 48_000, frames, ResampleQuality.TAPS_128);
        for (int call = 0; call < WARM_UP_CALLS; call++) {
            fixed.feed(samples, 0, fixed.needed(frames));
            fixed.produce(samples, 0, frames);
        }
    }

    private static float[] trial(PolyphaseKernel kernel) {
        float[][] stereo = selfTest(kernel, 2);
        float[][] three = selfTest(kernel, 3);
        float[] all = Arrays.copyOf(stereo[0], 3 * stereo[0].length);
        System.arraycopy(stereo[1], 0, all, stereo[1].length, stereo[1].length);
        System.arraycopy(three[2], 0, all, 2 * stereo[1].length, three[2].length);
        return all;
    }

    private static float[][] selfTest(PolyphaseKernel kernel, int channels) {
        int frames = 16;
        VariableResampler resampler =
                new VariableResampler(channels, 44_100.0 / 48_000, frames, ResampleQuality.TAPS_64, kernel);
        VariableResampler glider = new VariableResampler(channels, 1, 2 * frames, ResampleQuality.EQUAL_RATES, kernel);
        glider.setRatio(1.000_1);
        FixedResampler fixed = new FixedResampler(channels, 44_100, 48_000, frames, ResampleQuality.TAPS_64, kernel);
        float[][] input = new float[channels][8 * frames];
        float[][] output = new float[channels][4 * frames];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < input[c].length; i++) {
                input[c][i] = (float) StrictMath.sin(i * 0.37 + c);
            }
        }
        for (int turn = 0; turn < 5; turn++) {
            resampler.feed(input, 0, resampler.needed(frames));
            resampler.produce(output, 0, frames);
            fixed.feed(input, 0, fixed.needed(frames));
            fixed.produce(output, frames, frames);
            glider.feed(input, 0, glider.needed(2 * frames));
            glider.produce(output, 2 * frames, 2 * frames);
        }
        return output;
    }
}
