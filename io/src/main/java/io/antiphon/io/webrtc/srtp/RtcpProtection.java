package io.antiphon.io.webrtc.srtp;

/** SRTCP of one direction, in place. One thread at a time may use it. */
public sealed interface RtcpProtection permits CounterModeRtcp, GcmRtcp {
    /** Most bytes that protecting adds. */
    int OVERHEAD_BYTES = 20;

    /** Encrypts and authenticates a compound packet under the next index; returns the new length. */
    int protect(byte[] packet, int length);

    /** Checks, refuses repeats and decrypts; returns the new length, or −1 when the packet is not authentic and new. */
    int unprotect(byte[] packet, int length);

    /** The protection that a profile asks for. */
    static RtcpProtection of(SrtpProfile profile, MasterKey key) {
        return profile == SrtpProfile.AES128_CM_HMAC_SHA1_80 ? new CounterModeRtcp(key) : new GcmRtcp(key);
    }
}
