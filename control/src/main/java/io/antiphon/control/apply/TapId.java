package io.antiphon.control.apply;

import java.util.Locale;

/**
 * Names what somebody hears of a sink; a sink has one tap for each way of listening. Immutable.
 *
 * @param sinkId identity of the sink
 * @param way how it is listened to
 */
public record TapId(String sinkId, Way way) {
    /** Browsers, by WebRTC. */
    public static TapId browsers(String sinkId) {
        return new TapId(sinkId, Way.WEBRTC);
    }

    /** Players, by HTTP. */
    public static TapId players(String sinkId) {
        return new TapId(sinkId, Way.HTTP);
    }

    /** Its nodes' name. */
    String node() {
        return way.name().toLowerCase(Locale.ROOT) + ":" + sinkId;
    }

    /** How a sink is listened to. */
    public enum Way {
        WEBRTC,
        HTTP
    }
}
