package io.antiphon.control.model;

import java.util.Locale;

/** How a sink is reached. */
public enum SinkProtocol {
    SCREAM("Scream", true),
    RTP("RTP", true),
    RTP_OPUS("RTP Opus", true),
    /** Nothing is sent but to browsers that listen. */
    WEB_RECEIVER("Browser", false),
    /** A sound device of this machine. */
    SYSTEM_AUDIO("Sound device", false);

    private static final SinkProtocol[] ALL = values();

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final String title;
    private final boolean addressed;

    SinkProtocol(String title, boolean addressed) {
        this.title = title;
        this.addressed = addressed;
    }

    /** The protocol of a wire name; names that are not known mean Scream. */
    public static SinkProtocol of(String wireName) {
        for (SinkProtocol protocol : ALL) {
            if (protocol.wireName.equals(wireName)) {
                return protocol;
            }
        }
        return SCREAM;
    }

    /** Name in the configuration and on the wire. */
    public String wireName() {
        return wireName;
    }

    /** Name for people. */
    public String title() {
        return title;
    }

    /** True when a sink needs an address and a port to be reached so. */
    public boolean isAddressed() {
        return addressed;
    }
}
