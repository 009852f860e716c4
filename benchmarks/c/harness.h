/* What the kernels of this folder share: the period, the same noise as on the Java side, the timing. */
#ifndef HARNESS_H
#define HARNESS_H

enum { MAX_FRAMES = 256, NOISE_FRAMES = 8192 };

/* Frames of a period: known at run time only, as in any program that lets its user choose. */
extern int frames;

/* One second of nothing but pseudo-random samples within +-0.1; equal seeds give the Java side's samples. */
void noise(float *into, int count, unsigned seed);

/* Given by each kernel: makes its input, and runs one period. output gives what the last period made of one channel. */
void setup(void);
void block(void);
const float *output(void);

#endif
