package io.antiphon.io.webrtc.srtp;

import java.util.Optional;

/** Protection profiles of DTLS-SRTP (RFC 5764, section 4.1.2; RFC 7714, section 14.2), the preferred one first. */
public enum SrtpProfile {
    /** Authenticated encryption by AES-128-GCM. */
    AEAD_AES_128_GCM(7, 16, 12),
    /** Authenticated encryption by AES-256-GCM. */
    AEAD_AES_256_GCM(8, 32, 12),
    /** AES-128 in counter mode with HMAC-SHA1, cut to 80 bits; every WebRTC peer has it. */
    AES128_CM_HMAC_SHA1_80(1, 16, 14);

    private final int id;
    private final int keyBytes;
    private final int saltBytes;

    SrtpProfile(int id, int keyBytes, int saltBytes) {
        this.id = id;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
    }

    /** Number in the {@code use_srtp} extension. */
    public int id() {
        return id;
    }

    /** Bytes of a master key. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Bytes of a master salt. */
    public int saltBytes() {
        return saltBytes;
    }

    /** The first of ours, in the order of preference, that is among the ids. */
    public static Optional<SrtpProfile> choose(int[] offeredIds) {
        for (SrtpProfile profile : values()) {
            for (int offered : offeredIds) {
                if (offered == profile.id) {
                    return Optional.of(profile);
                }
            }
        }
        return Optional.empty();
    }
}
