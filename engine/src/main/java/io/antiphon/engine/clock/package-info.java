/** Time: the monotonic clock, a clock that a test turns by hand, and the position of the graph on it. */
@NullMarked
package io.antiphon.engine.clock;

import org.jspecify.annotations.NullMarked;
