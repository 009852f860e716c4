package io.antiphon.io.codec.telephone;

/**
 * Encodes G.722 at 64 kb/s (ITU-T, 2012, mode 1): two samples at 16 kHz are split into a low and a high band by a pair of
 * mirrored filters, and their differences from what was predicted become 6 and 2 bits of one byte. One thread at a time.
 */
final class G722 {
    private static final int TAPS = 24;

    /** Every second coefficient of the filters that split; the others are the same from behind (table 11). */
    private static final int[] SPLIT = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    /** Levels between which the low band's magnitude is decided, in parts of the scale (table 14). */
    private static final int[] LOW_DECISIONS = {
        35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219, 1339,
        1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** Magnitudes of the low band as a decoder gets them from 4 of its 6 bits, negative ones first (table 16). */
    private static final int[] LOW_LEVELS = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** How the low band's scale moves, by the same 4 bits (table 17). */
    private static final int[] LOW_MULTIPLIERS = {
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    private static final int HIGH_DECISION = 564;
    private static final int[] HIGH_LEVELS = {-7408, -1616, 7408, 1616};
    private static final int[] HIGH_MULTIPLIERS = {798, -214, 798, -214};

    private final G722Band low = new G722Band(18_432, 8, 32);
    private final G722Band high = new G722Band(22_528, 10, 8);
    private final int[] history = new int[TAPS];

    /** One byte for two samples of 16 bits. */
    byte encode(int first, int second) {
        System.arraycopy(history, 2, history, 0, TAPS - 2);
        history[TAPS - 2] = first;
        history[TAPS - 1] = second;
        int odd = 0;
        int even = 0;
        for (int i = 0; i < SPLIT.length; i++) {
            odd += history[2 * i] * SPLIT[i];
            even += history[2 * i + 1] * SPLIT[SPLIT.length - 1 - i];
        }
        return (byte) (highBits((even - odd) >> 14) << 6 | lowBits((even + odd) >> 14));
    }

    private int lowBits(int sample) {
        int difference = G722Band.saturated(sample - low.predicted());
        int magnitude = difference >= 0 ? difference : -difference - 1;
        int step = 0;
        while (step < LOW_DECISIONS.length && magnitude >= (LOW_DECISIONS[step] * low.scale()) >> 12) {
            step++;
        }
        int bits = lowWord(step, difference < 0);
        int kept = bits >> 2;
        low.adapt(LOW_MULTIPLIERS[kept], (low.scale() * LOW_LEVELS[kept]) >> 15);
        return bits;
    }

    /** Positive steps count down from 61, negative ones from 31; the two smallest negative ones are 63 and 62 (table 5). */
    private static int lowWord(int step, boolean negative) {
        if (!negative) {
            return 61 - step;
        }
        return step < 2 ? 63 - step : 33 - step;
    }

    private int highBits(int sample) {
        int difference = G722Band.saturated(sample - high.predicted());
        int magnitude = difference >= 0 ? difference : -difference - 1;
        boolean inner = magnitude < (HIGH_DECISION * high.scale()) >> 12;
        int bits = (difference < 0 ? 0 : 2) + (inner ? 1 : 0);
        high.adapt(HIGH_MULTIPLIERS[bits], (high.scale() * HIGH_LEVELS[bits]) >> 15);
        return bits;
    }
}
