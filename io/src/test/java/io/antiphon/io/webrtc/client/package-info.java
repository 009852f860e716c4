/** A listener in Java for tests and load: real ICE, DTLS, SRTP and Opus, by any signalling. */
@NullMarked
package io.antiphon.io.webrtc.client;

import org.jspecify.annotations.NullMarked;
