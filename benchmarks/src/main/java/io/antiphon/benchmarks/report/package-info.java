/** What a benchmark found: figures beside their comparison and target, as a table and as JSON. */
@NullMarked
package io.antiphon.benchmarks.report;

import org.jspecify.annotations.NullMarked;
