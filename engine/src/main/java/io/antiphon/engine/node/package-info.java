/** The built-in nodes: source, sink, gain, mix, delay and meter. */
@NullMarked
package io.antiphon.engine.node;

import org.jspecify.annotations.NullMarked;
