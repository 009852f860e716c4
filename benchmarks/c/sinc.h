/* Kaiser-windowed sinc of -DTAPS, -DPHASES, -DCUTOFF, -DBETA, and the input that the resamplers of this folder share. */
#ifndef SINC_H
#define SINC_H

#include "harness.h"

#include <math.h>
#include <string.h>

enum { SUMS = 8, PART = TAPS < 64 ? TAPS : 64, HISTORY = TAPS + 4 * MAX_FRAMES };

static float row[PHASES + 1][TAPS] __attribute__((aligned(64)));
static float in[2][NOISE_FRAMES], history[2][HISTORY], out[2][MAX_FRAMES];
static int start, end, at;

static double bessel_i0(double x) {
    double sum = 1, term = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
        term *= x / (2 * k) * (x / (2 * k));
        sum += term;
    }
    return sum;
}

void setup(void) {
    const double pi = 3.14159265358979323846, cutoff = CUTOFF, beta = BETA;
    noise(in[0], NOISE_FRAMES, 1);
    noise(in[1], NOISE_FRAMES, 2);
    for (int p = 0; p <= PHASES; p++) {
        double sum = 0, exact[TAPS];
        for (int t = 0; t < TAPS; t++) {
            double x = t - (TAPS / 2 - 1) - (double) p / PHASES, y = x / (TAPS / 2.0);
            double inside = 1 - y * y;
            double window = inside <= 0 ? 0 : bessel_i0(beta * sqrt(inside)) / bessel_i0(beta);
            exact[t] = window * (x == 0 ? cutoff : sin(pi * cutoff * x) / (pi * x));
            sum += exact[t];
        }
        for (int t = 0; t < TAPS; t++) {
            row[p][t] = (float) (exact[t] / sum);
        }
    }
    end = TAPS / 2 - 1;
}

static void feed(int count) {
    if (end + count > HISTORY) {
        for (int c = 0; c < 2; c++) {
            memmove(history[c], history[c] + start, (end - start) * sizeof(float));
        }
        end -= start;
        start = 0;
    }
    if (at + count > NOISE_FRAMES) {
        at = 0;
    }
    for (int c = 0; c < 2; c++) {
        memcpy(history[c] + end, in[c] + at, count * sizeof(float));
    }
    at += count;
    end += count;
}

/*
 * Weighs PART taps with eight running sums, so that the compiler may use whole vectors: with a single sum it must keep the
 * order of the additions and takes five times as long; with more taps at once it no longer sees the vectors.
 */
static inline float weigh_part(const float *restrict a, const float *restrict x) {
    float sum[SUMS] = {0};
    for (int t = 0; t < PART; t += SUMS) {
        for (int k = 0; k < SUMS; k++) {
            sum[k] += a[t + k] * x[t + k];
        }
    }
    for (int half = SUMS / 2; half > 0; half /= 2) {
        for (int k = 0; k < half; k++) {
            sum[k] += sum[k + half];
        }
    }
    return sum[0];
}

static inline float weigh(const float *restrict a, const float *restrict x) {
    float sum = 0;
    for (int t = 0; t < TAPS; t += PART) {
        sum += weigh_part(a + t, x + t);
    }
    return sum;
}

const float *output(void) {
    return out[0];
}

#endif
