/* 16 stereo inputs onto a stereo mix, planar, each with a straight ramp of its gain. */
#include "harness.h"

#include <string.h>

enum { INPUTS = 16 };

static float in[INPUTS][2][MAX_FRAMES];
static float out[2][MAX_FRAMES];
static float start[INPUTS], step[INPUTS];

void setup(void) {
    for (int i = 0; i < INPUTS; i++) {
        noise(in[i][0], MAX_FRAMES, 2 * i + 1);
        noise(in[i][1], MAX_FRAMES, 2 * i + 2);
        start[i] = 0.5f + 0.01f * i;
        step[i] = 1e-3f;
    }
}

static void add_ramp(
    const float *restrict left, const float *restrict right, int count, float gain, float step, float *restrict into_left,
    float *restrict into_right) {
    for (int i = 0; i < count; i++) {
        float ramp = gain + step * (float) i;
        into_left[i] += ramp * left[i];
        into_right[i] += ramp * right[i];
    }
}

void block(void) {
    memset(out[0], 0, frames * sizeof(float));
    memset(out[1], 0, frames * sizeof(float));
    for (int i = 0; i < INPUTS; i++) {
        add_ramp(in[i][0], in[i][1], frames, start[i], step[i], out[0], out[1]);
    }
}

const float *output(void) {
    return out[0];
}
