/** WebRTC: one UDP port on which any number of listeners hear a mix, and others publish (ICE-lite, DTLS-SRTP). */
@NullMarked
package io.antiphon.io.webrtc;

import org.jspecify.annotations.NullMarked;
