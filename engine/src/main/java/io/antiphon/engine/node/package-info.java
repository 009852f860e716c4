/** The built-in nodes: source, sink, gain, mix and meter. */
@NullMarked
package io.antiphon.engine.node;

import org.jspecify.annotations.NullMarked;
