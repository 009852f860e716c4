package io.antiphon.engine.dsp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Turns interleaved little-endian integer PCM into planar float, full scale ±1.0. Stateless; any thread. */
public final class PcmDecoder {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final float SCALE_16 = 1f / (1 << 15);
    private static final float SCALE_24 = 1f / (1 << 23);
    private static final float SCALE_32 = 1f / (1L << 31);

    private PcmDecoder() {}

    /**
     * Decodes whole frames.
     *
     * @param from bytes
     * @param at first byte of the first frame
     * @param bitDepth 16, 24 (packed in three bytes) or 32
     * @param channels channels of a frame
     * @param into planar room for {@code frames} from index 0 on
     * @param frames frames to decode
     */
    public static void decode(byte[] from, int at, int bitDepth, int channels, float[][] into, int frames) {
        if (bitDepth == 16 && channels == 2) {
            decodeStereo16(from, at, into[0], into[1], frames);
            return;
        }
        int sampleBytes = bitDepth / 8;
        int frameBytes = sampleBytes * channels;
        for (int c = 0; c < channels; c++) {
            int first = at + c * sampleBytes;
            switch (bitDepth) {
                case 16 -> decode16(from, first, frameBytes, into[c], frames);
                case 24 -> decode24(from, first, frameBytes, into[c], frames);
                default -> decode32(from, first, frameBytes, into[c], frames);
            }
        }
    }

    /** The usual case: a frame is one word. */
    private static void decodeStereo16(byte[] from, int at, float[] left, float[] right, int frames) {
        for (int i = 0; i < frames; i++) {
            int frame = (int) INTS.get(from, at + 4 * i);
            left[i] = (short) frame * SCALE_16;
            right[i] = (frame >> 16) * SCALE_16;
        }
    }

    private static void decode16(byte[] from, int at, int frameBytes, float[] into, int frames) {
        for (int i = 0; i < frames; i++) {
            into[i] = (short) SHORTS.get(from, at + i * frameBytes) * SCALE_16;
        }
    }

    private static void decode24(byte[] from, int at, int frameBytes, float[] into, int frames) {
        for (int i = 0; i < frames; i++) {
            int byteAt = at + i * frameBytes;
            int low = Byte.toUnsignedInt(from[byteAt]) | Byte.toUnsignedInt(from[byteAt + 1]) << 8;
            into[i] = (low | from[byteAt + 2] << 16) * SCALE_24;
        }
    }

    private static void decode32(byte[] from, int at, int frameBytes, float[] into, int frames) {
        for (int i = 0; i < frames; i++) {
            into[i] = (int) INTS.get(from, at + i * frameBytes) * SCALE_32;
        }
    }
}
