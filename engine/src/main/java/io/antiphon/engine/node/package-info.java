/** The built-in nodes: source, sink, gain, mix, delay, time shift, the meters, normaliser, limiter and ducker. */
@NullMarked
package io.antiphon.engine.node;

import org.jspecify.annotations.NullMarked;
