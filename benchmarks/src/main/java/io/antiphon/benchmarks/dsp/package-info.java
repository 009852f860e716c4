/** What the kernels cost a frame, each beside a C program that does the same work on the same samples. */
@NullMarked
package io.antiphon.benchmarks.dsp;

import org.jspecify.annotations.NullMarked;
