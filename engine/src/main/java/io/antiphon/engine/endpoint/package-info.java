/** The contract of everything that brings audio into the graph or takes it out, and the bridge between two clocks. */
@NullMarked
package io.antiphon.engine.endpoint;

import org.jspecify.annotations.NullMarked;
