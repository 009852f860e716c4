/** The running configuration and the one thread that changes it. */
@NullMarked
package io.antiphon.control.running;

import org.jspecify.annotations.NullMarked;
