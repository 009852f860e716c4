/*
 * Times the kernel that it is linked with: harness BATCHES BATCH_US FRAMES
 * prints "level ns_min ns_median": the mean square of the 64th period's output, by which the Java side sees that both do
 * the same work, and the least and the median time a frame took over all batches.
 */
#include "harness.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WARM_UP_PERIODS = 64, FIFO_PRIORITY = 40, MAX_BATCHES = 10000 };

int frames = 128;

void noise(float *into, int count, unsigned seed) {
    unsigned state = seed;
    for (int i = 0; i < count; i++) {
        state = state * 1664525u + 1013904223u;
        into[i] = (float) (int) state * (0.1f / 2147483648.0f);
    }
}

static double now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e9 + now.tv_nsec;
}

static double time_of(long blocks) {
    double begun = now_ns();
    for (long i = 0; i < blocks; i++) {
        block();
    }
    return now_ns() - begun;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    static double ns[MAX_BATCHES];
    int batches = argc > 1 ? atoi(argv[1]) : 301;
    double batch_ns = (argc > 2 ? atof(argv[2]) : 200) * 1e3;
    frames = argc > 3 ? atoi(argv[3]) : 128;
    if (batches < 1 || batches > MAX_BATCHES || frames < 16 || frames > MAX_FRAMES) {
        fprintf(stderr, "batches=%d: 1...%d, frames=%d: 16...%d\n", batches, MAX_BATCHES, frames, MAX_FRAMES);
        return 2;
    }
    setup();
    for (int i = 0; i < WARM_UP_PERIODS; i++) {
        block();
    }
    double level = 0;
    for (int i = 0; i < frames; i++) {
        level += (double) output()[i] * output()[i] / frames;
    }
    struct sched_param priority = {.sched_priority = FIFO_PRIORITY};
    sched_setscheduler(0, SCHED_FIFO, &priority); /* where it is not allowed, the Java side has not got it either */

    long blocks = 1;
    while (time_of(blocks) < batch_ns) {
        blocks *= 2;
    }
    for (int i = 0; i < batches; i++) {
        ns[i] = time_of(blocks) / blocks / frames;
    }
    qsort(ns, batches, sizeof ns[0], ascending);
    printf("%.9g %.4f %.4f\n", level, ns[0], ns[batches / 2]);
    return 0;
}
