/** What a graph of many nodes costs a period, run by the engine as the render thread runs it. */
@NullMarked
package io.antiphon.benchmarks.graph;

import org.jspecify.annotations.NullMarked;
