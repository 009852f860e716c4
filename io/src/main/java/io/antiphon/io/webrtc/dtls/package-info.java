/** The DTLS 1.2 handshake that gives SRTP its keys (RFC 5764). */
@NullMarked
package io.antiphon.io.webrtc.dtls;

import org.jspecify.annotations.NullMarked;
