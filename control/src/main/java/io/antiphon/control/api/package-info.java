/** The server of everything that clients call. */
@NullMarked
package io.antiphon.control.api;

import org.jspecify.annotations.NullMarked;
