/* An 8 x 8 matrix on planar audio: each output is the weighted sum of all inputs, in one pass. */
#include "harness.h"

static float in[8][MAX_FRAMES], out[8][MAX_FRAMES], gain[8][8];

void setup(void) {
    for (int i = 0; i < 8; i++) {
        noise(in[i], MAX_FRAMES, i + 1);
        for (int o = 0; o < 8; o++) {
            gain[i][o] = 0.1f + 0.01f * (float) (i * 8 + o);
        }
    }
}

static void weigh(float *restrict into, int o) {
    float g0 = gain[0][o], g1 = gain[1][o], g2 = gain[2][o], g3 = gain[3][o];
    float g4 = gain[4][o], g5 = gain[5][o], g6 = gain[6][o], g7 = gain[7][o];
    for (int i = 0; i < frames; i++) {
        into[i] = g0 * in[0][i] + g1 * in[1][i] + g2 * in[2][i] + g3 * in[3][i]
            + g4 * in[4][i] + g5 * in[5][i] + g6 * in[6][i] + g7 * in[7][i];
    }
}

void block(void) {
    for (int o = 0; o < 8; o++) {
        weigh(out[o], o);
    }
}

const float *output(void) {
    return out[3];
}
