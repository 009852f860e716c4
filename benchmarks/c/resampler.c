/*
 * A polyphase resampler of any ratio, stereo: -DRATIO input frames an output frame. The coefficients lie between two rows
 * and are interpolated once for both channels.
 */
#include "sinc.h"

static double fraction;

static void frame(const float *restrict l, const float *restrict r, int p, float f, int i) {
    const float *restrict a = row[p], *restrict b = row[p + 1];
    float c[TAPS];
    for (int t = 0; t < TAPS; t++) {
        c[t] = a[t] + f * (b[t] - a[t]);
    }
    out[0][i] = weigh(c, l);
    out[1][i] = weigh(c, r);
}

void block(void) {
    int needed = start + (int) ((frames - 1) * RATIO + fraction) + TAPS - end;
    feed(needed > 0 ? needed : 0);
    for (int i = 0; i < frames; i++) {
        double phase = fraction * PHASES;
        int p = (int) phase;
        frame(history[0] + start, history[1] + start, p, (float) (phase - p), i);
        fraction += RATIO;
        start += (int) fraction;
        fraction -= (int) fraction;
    }
}
