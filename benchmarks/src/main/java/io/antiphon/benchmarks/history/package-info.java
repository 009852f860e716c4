/** What it costs to keep what streams play. */
@NullMarked
package io.antiphon.benchmarks.history;

import org.jspecify.annotations.NullMarked;
