package io.antiphon.io.webrtc.srtp;

/** SRTP of one direction of one stream, in place. One thread at a time may use it. */
public sealed interface RtpProtection permits CounterModeRtp, GcmRtp {
    /** Most bytes that protecting adds. */
    int OVERHEAD_BYTES = 16;

    /**
     * Encrypts and authenticates.
     *
     * @param packet a whole RTP packet from the start, with room for {@link #OVERHEAD_BYTES} behind
     * @param headerLength bytes before the payload
     * @param index roll-over counter and sequence number: {@code roc << 16 | sequence}; never twice the same
     * @return the new length
     */
    int protect(byte[] packet, int headerLength, int length, long index);

    /** Checks and decrypts; returns the new length, or −1 when the packet is not authentic. */
    int unprotect(byte[] packet, int headerLength, int length, long index);

    /** The protection that a profile asks for. */
    static RtpProtection of(SrtpProfile profile, MasterKey key) {
        return profile == SrtpProfile.AES128_CM_HMAC_SHA1_80 ? new CounterModeRtp(key) : new GcmRtp(key);
    }
}
