package io.antiphon.engine.testing;

/**
 * Hears clicks in a low tone: the largest fourth difference of its samples against its largest sample. A tone of 150 Hz
 * at 48 kHz has 1.5e-7; a ramp of 1024 frames that begins or ends has 2/1024 of its height, several that multiply a few times
 * that; a step has 3 times its height.
 */
public final class Roughness {
    private static final int SETTLING_FRAMES = 4_096;

    private final double[] last = new double[5];
    private double roughest;
    private double loudest;
    private int heard;

    /** Listens to the next frames; the beginning, where the tone itself sets in, does not count. */
    public void hear(float[] samples, int frames) {
        for (int i = 0; i < frames; i++) {
            System.arraycopy(last, 1, last, 0, 4);
            last[4] = samples[i];
            if (++heard > SETTLING_FRAMES) {
                double fourth = last[0] - 4 * last[1] + 6 * last[2] - 4 * last[3] + last[4];
                roughest = Math.max(roughest, Math.abs(fourth));
                loudest = Math.max(loudest, Math.abs(last[4]));
            }
        }
    }

    /** Of what was heard. */
    public double value() {
        return roughest / loudest;
    }
}
