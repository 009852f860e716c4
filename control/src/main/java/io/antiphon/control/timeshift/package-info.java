/** Gives out what was kept of streams. */
@NullMarked
package io.antiphon.control.timeshift;

import org.jspecify.annotations.NullMarked;
