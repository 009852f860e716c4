/** What it costs to join streams with clocks of their own to the graph, and how clean they arrive, in virtual time. */
@NullMarked
package io.antiphon.benchmarks.edge;

import org.jspecify.annotations.NullMarked;
