package io.antiphon.engine.dsp;

import java.util.Arrays;

/**
 * Turns planar float into interleaved little-endian integer PCM: clamps, dithers as told at 16 and 24 bits, and rounds.
 * Frames of nothing but zeros stay zeros.
 *
 * <p>Owned by one thread. The dither is a seeded sequence, so that equal input gives equal bytes.
 */
public final class PcmEncoder {
    private static final double SCALE_32 = 1L << 31;

    /** Scale of one uniform number of 32 bits, signed, so that it lies between −½ and ½. */
    private static final double DITHER_SCALE = 1.0 / (1L << 32);

    private final int bitDepth;
    private final int channels;
    private final int sampleRateHz;
    private Dither dither;
    private double[] shape;

    /** The last rounding errors of each channel, the latest first. */
    private double[][] errors;

    private long random;

    /**
     * Makes an encoder with triangular dither.
     *
     * @param bitDepth 16, 24 (packed in three bytes) or 32
     * @param channels channels of a frame
     * @param seed start of the dither's sequence
     */
    public PcmEncoder(int bitDepth, int channels, long seed) {
        this(bitDepth, channels, seed, Dither.TRIANGULAR, 0);
    }

    /**
     * @param bitDepth 16, 24 (packed in three bytes) or 32
     * @param channels channels of a frame
     * @param seed start of the dither's sequence
     * @param dither what is done about the error of rounding; nothing at 32 bits
     * @param sampleRateHz frames a second, which decides on the shape of the noise
     */
    public PcmEncoder(int bitDepth, int channels, long seed, Dither dither, int sampleRateHz) {
        this.bitDepth = bitDepth;
        this.channels = channels;
        this.random = seed == 0 ? 1 : seed;
        this.sampleRateHz = sampleRateHz;
        this.dither = dither;
        this.shape = dither.shape(sampleRateHz);
        this.errors = new double[channels][shape.length];
    }

    /** Does otherwise about the error of rounding, from the next frame on; nothing when it does so already. */
    public void turnTo(Dither next) {
        if (next != dither) {
            dither = next;
            shape = next.shape(sampleRateHz);
            errors = new double[channels][shape.length];
        }
    }

    /**
     * Encodes whole frames.
     *
     * @param from planar samples from index 0 on
     * @param into bytes
     * @param at where the first frame goes
     * @return false when all frames were exact zeros
     */
    public boolean encode(float[][] from, int frames, byte[] into, int at) {
        int sampleBytes = bitDepth / 8;
        int frameBytes = sampleBytes * channels;
        if (isZero(from, frames)) {
            Arrays.fill(into, at, at + frames * frameBytes, (byte) 0);
            for (double[] error : errors) {
                Arrays.fill(error, 0);
            }
            return false;
        }
        for (int c = 0; c < channels; c++) {
            int first = at + c * sampleBytes;
            switch (bitDepth) {
                case 16 -> encode16(from[c], errors[c], frames, into, first, frameBytes);
                case 24 -> encode24(from[c], errors[c], frames, into, first, frameBytes);
                default -> encode32(from[c], frames, into, first, frameBytes);
            }
        }
        return true;
    }

    private boolean isZero(float[][] from, int frames) {
        for (int c = 0; c < channels; c++) {
            float[] channel = from[c];
            for (int i = 0; i < frames; i++) {
                if (channel[i] != 0f) {
                    return false;
                }
            }
        }
        return true;
    }

    private void encode16(float[] from, double[] error, int frames, byte[] into, int at, int frameBytes) {
        for (int i = 0; i < frames; i++) {
            int value = quantize(from[i], 1 << 15, error);
            int byteAt = at + i * frameBytes;
            into[byteAt] = (byte) value;
            into[byteAt + 1] = (byte) (value >> 8);
        }
    }

    private void encode24(float[] from, double[] error, int frames, byte[] into, int at, int frameBytes) {
        for (int i = 0; i < frames; i++) {
            int value = quantize(from[i], 1 << 23, error);
            int byteAt = at + i * frameBytes;
            into[byteAt] = (byte) value;
            into[byteAt + 1] = (byte) (value >> 8);
            into[byteAt + 2] = (byte) (value >> 16);
        }
    }

    private static void encode32(float[] from, int frames, byte[] into, int at, int frameBytes) {
        for (int i = 0; i < frames; i++) {
            int value = (int) Math.rint(from[i] * SCALE_32); // the cast clamps
            int byteAt = at + i * frameBytes;
            into[byteAt] = (byte) value;
            into[byteAt + 1] = (byte) (value >> 8);
            into[byteAt + 2] = (byte) (value >> 16);
            into[byteAt + 3] = (byte) (value >> 24);
        }
    }

    /** Rounds to a whole step; what the errors before were is taken off first, so that their sum has the shape. */
    private int quantize(float sample, int scale, double[] error) {
        double wanted = (double) sample * scale;
        for (int i = 0; i < shape.length; i++) {
            wanted -= shape[i] * error[i];
        }
        double rounded = Math.rint(dither != Dither.NONE ? wanted + triangular() : wanted);
        if (shape.length > 0) {
            System.arraycopy(error, 0, error, 1, shape.length - 1);
            error[0] = rounded - wanted; // before clamping, so that an overload does not build up
        }
        return (int) Math.clamp(rounded, -scale, scale - 1.0);
    }

    /** Sum of two uniform numbers, the halves of one step of a xorshift generator: a triangle from −1 to 1. */
    private double triangular() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return ((int) random + (double) (int) (random >>> 32)) * DITHER_SCALE;
    }
}
