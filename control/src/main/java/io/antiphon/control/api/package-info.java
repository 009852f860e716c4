/** The server of everything that clients call, and the door through which the program starts the control plane. */
@NullMarked
package io.antiphon.control.api;

import org.jspecify.annotations.NullMarked;
