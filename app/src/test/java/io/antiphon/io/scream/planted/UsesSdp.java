package io.antiphon.io.scream.planted;

import io.antiphon.io.sdp.SdpParser;

/** A fault: a transport knows what only others build on. */
public final class UsesSdp {
    private UsesSdp() {}

    /** Knows the type, and does nothing with it. */
    public static SdpParser same(SdpParser given) {
        return given;
    }
}
