/** STUN messages (RFC 8489) as ICE-lite (RFC 8445) needs them. */
@NullMarked
package io.antiphon.io.webrtc.ice;

import org.jspecify.annotations.NullMarked;
