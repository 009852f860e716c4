/** What it costs to let many players listen by HTTP. */
@NullMarked
package io.antiphon.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
