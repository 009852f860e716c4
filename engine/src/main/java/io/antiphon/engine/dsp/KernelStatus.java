package io.antiphon.engine.dsp;

/**
 * Which twin of a kernel is in use, and why.
 *
 * @param family what the kernel does: {@code resampler}, {@code filters}, {@code mix}, {@code matrix}
 * @param chosen {@code vector} or {@code plain}
 * @param reason why, in a few words
 * @param plainNs time of one run of the self-test with the plain twin, in nanoseconds; 0 when it was not measured
 * @param vectorNs the same with the vector twin
 */
public record KernelStatus(String family, String chosen, String reason, double plainNs, double vectorNs) {}
