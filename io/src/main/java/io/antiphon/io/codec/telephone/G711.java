package io.antiphon.io.codec.telephone;

/**
 * G.711 (ITU-T, 1988): a sample of 16 bits as sign, exponent and mantissa in 8. Stateless; any thread.
 *
 * <pre>
 * µ-law: 1 eee mmmm, all bits inverted; magnitude + 132 = 1mmmm1 · 2^(eee + 2)
 * A-law: 1 eee mmmm, even bits inverted; the first two segments are one straight line
 * </pre>
 */
final class G711 {
    /** What µ-law adds so that all segments begin at a power of two, at 16 bits. */
    private static final int BIAS = 132;

    private static final int LARGEST_MU = 32_767 - BIAS;
    private static final int EVEN_BITS = 0x55;
    private static final int SIGN = 0x80;

    private G711() {}

    /** One sample by µ-law (table 2a of the standard). */
    static byte muLaw(int sample) {
        int magnitude = Math.min(sample < 0 ? -sample : sample, LARGEST_MU) + BIAS;
        int exponent = 24 - Integer.numberOfLeadingZeros(magnitude); // 132 has its highest bit at 7: exponent 0
        int mantissa = magnitude >> (exponent + 3) & 0x0F;
        int word = exponent << 4 | mantissa;
        return (byte) ~(sample < 0 ? word | SIGN : word);
    }

    /** One sample by A-law (table 1a of the standard). */
    static byte aLaw(int sample) {
        int magnitude = sample < 0 ? ~sample : sample;
        int exponent = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude | 1));
        int mantissa = magnitude >> (Math.max(exponent, 1) + 3) & 0x0F;
        int word = exponent << 4 | mantissa;
        return (byte) ((sample < 0 ? word : word | SIGN) ^ EVEN_BITS);
    }
}
