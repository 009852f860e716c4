/** WebRTC out: one UDP port on which any number of listeners hear a mix (ICE-lite, DTLS-SRTP, Opus). */
@NullMarked
package io.antiphon.io.webrtc;

import org.jspecify.annotations.NullMarked;
