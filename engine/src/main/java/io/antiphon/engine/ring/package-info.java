/** Bounded rings between exactly one writing and one reading thread. */
@NullMarked
package io.antiphon.engine.ring;

import org.jspecify.annotations.NullMarked;
