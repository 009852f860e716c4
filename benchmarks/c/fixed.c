/*
 * A polyphase resampler of a fixed ratio, stereo: -DSTEP / -DPHASES input frames an output frame, so that each output
 * frame lies exactly on one row.
 */
#include "sinc.h"

static int phase;

static void frame(const float *restrict l, const float *restrict r, int p, int i) {
    out[0][i] = weigh(row[p], l);
    out[1][i] = weigh(row[p], r);
}

void block(void) {
    int needed = start + ((frames - 1) * STEP + phase) / PHASES + TAPS - end;
    feed(needed > 0 ? needed : 0);
    for (int i = 0; i < frames; i++) {
        frame(history[0] + start, history[1] + start, phase, i);
        phase += STEP;
        start += phase / PHASES;
        phase %= PHASES;
    }
}
