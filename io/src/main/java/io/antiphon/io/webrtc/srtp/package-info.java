/** SRTP and SRTCP (RFC 3711, RFC 7714) on the ciphers of the JDK. */
@NullMarked
package io.antiphon.io.webrtc.srtp;

import org.jspecify.annotations.NullMarked;
