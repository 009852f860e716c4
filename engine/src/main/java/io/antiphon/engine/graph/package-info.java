/** Nodes, links and the immutable description of a graph, compiled into a schedule. */
@NullMarked
package io.antiphon.engine.graph;

import org.jspecify.annotations.NullMarked;
