/** Load and latency of the whole program between Scream senders and Scream receivers. */
@NullMarked
package io.antiphon.benchmarks.router;

import org.jspecify.annotations.NullMarked;
