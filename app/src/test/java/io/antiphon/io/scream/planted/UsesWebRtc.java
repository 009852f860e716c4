package io.antiphon.io.scream.planted;

import io.antiphon.io.webrtc.WebRtcSettings;

/** A fault: a transport knows another. */
public final class UsesWebRtc {
    private UsesWebRtc() {}

    /** Knows the type, and does nothing with it. */
    public static WebRtcSettings same(WebRtcSettings given) {
        return given;
    }
}
