/** Counters and histograms that one thread writes without locks and any thread reads. */
@NullMarked
package io.antiphon.engine.counters;

import org.jspecify.annotations.NullMarked;
