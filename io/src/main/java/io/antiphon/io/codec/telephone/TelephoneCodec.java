package io.antiphon.io.codec.telephone;

/** A codec of telephones: mono, 64 kb/s, with a payload type of its own (RFC 3551, table 4). */
public enum TelephoneCodec {
    /** G.711 with µ-law. */
    PCMU("PCMU", 0, 8_000),
    /** G.711 with A-law. */
    PCMA("PCMA", 8, 8_000),
    /** G.722; its RTP clock counts every second sample (RFC 3551, section 4.5.2). */
    G722("G722", 9, 16_000);

    /** Rate of all their RTP clocks. */
    static final int CLOCK_RATE_HZ = 8_000;

    private final String encodingName;
    private final int payloadType;
    private final int sampleRateHz;

    TelephoneCodec(String encodingName, int payloadType, int sampleRateHz) {
        this.encodingName = encodingName;
        this.payloadType = payloadType;
        this.sampleRateHz = sampleRateHz;
    }

    /** What {@code a=rtpmap} says, such as {@code PCMU/8000}. */
    public String rtpMap() {
        return encodingName + "/" + CLOCK_RATE_HZ;
    }

    /** Payload type that needs no {@code a=rtpmap}. */
    public int payloadType() {
        return payloadType;
    }

    /** Rate of its samples. */
    public int sampleRateHz() {
        return sampleRateHz;
    }
}
