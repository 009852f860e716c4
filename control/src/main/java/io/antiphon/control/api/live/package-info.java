/** The WebSockets that tell clients of changes, states and levels. */
@NullMarked
package io.antiphon.control.api.live;

import org.jspecify.annotations.NullMarked;
