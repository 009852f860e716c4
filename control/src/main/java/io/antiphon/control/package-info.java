/** The control plane as a whole: its parts made in order, started and closed. */
@NullMarked
package io.antiphon.control;

import org.jspecify.annotations.NullMarked;
