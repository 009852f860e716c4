package io.antiphon.control.apply;

import java.util.Locale;

/**
 * Names what is heard of a sink or source, which has one tap for each way of listening. Immutable.
 *
 * @param heardId identity of the sink or source
 * @param way how it is listened to
 */
public record TapId(String heardId, Way way) {
    /** Browsers, by WebRTC. */
    public static TapId browsers(String sinkId) {
        return new TapId(sinkId, Way.WEBRTC);
    }

    /** Players, by HTTP. */
    public static TapId players(String sinkId) {
        return new TapId(sinkId, Way.HTTP);
    }

    /** Whoever looks at its spectrum. */
    public static TapId spectrum(String id) {
        return new TapId(id, Way.SPECTRUM);
    }

    /** Its nodes' name. */
    String node() {
        return way.name().toLowerCase(Locale.ROOT) + ":" + heardId;
    }

    /** How it is listened to. */
    public enum Way {
        WEBRTC,
        HTTP,
        SPECTRUM
    }
}
