/** Figures of the running system in the shapes that clients know. */
@NullMarked
package io.antiphon.control.stats;

import org.jspecify.annotations.NullMarked;
