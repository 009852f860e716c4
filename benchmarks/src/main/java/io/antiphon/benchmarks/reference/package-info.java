/** The C programs that our figures are compared with: compiled when a benchmark runs, timed in turn with ours. */
@NullMarked
package io.antiphon.benchmarks.reference;

import org.jspecify.annotations.NullMarked;
