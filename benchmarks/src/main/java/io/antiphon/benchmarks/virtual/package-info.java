/** The whole engine with its edges in virtual time: senders with clocks of their own, and networks with faults, from a seed. */
@NullMarked
package io.antiphon.benchmarks.virtual;

import org.jspecify.annotations.NullMarked;
