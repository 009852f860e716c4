package io.antiphon.io.webrtc.srtp;

import java.util.Arrays;

/**
 * What a DTLS handshake agreed on: the profile and a master key for each direction. Immutable.
 *
 * @param profile how packets are protected
 * @param client key of what the DTLS client sends
 * @param server key of what the DTLS server sends
 */
public record SrtpKeys(SrtpProfile profile, MasterKey client, MasterKey server) {
    /** Label of the keying material (RFC 5764, section 4.2). */
    public static final String EXPORTER_LABEL = "EXTRACTOR-dtls_srtp";

    /** Bytes of keying material that a profile needs. */
    public static int materialBytes(SrtpProfile profile) {
        return 2 * (profile.keyBytes() + profile.saltBytes());
    }

    /** Splits keying material: client key, server key, client salt, server salt. */
    public static SrtpKeys ofMaterial(SrtpProfile profile, byte[] material) {
        int key = profile.keyBytes();
        int salt = profile.saltBytes();
        int salts = 2 * key;
        return new SrtpKeys(
                profile,
                new MasterKey(Arrays.copyOfRange(material, 0, key), Arrays.copyOfRange(material, salts, salts + salt)),
                new MasterKey(
                        Arrays.copyOfRange(material, key, salts),
                        Arrays.copyOfRange(material, salts + salt, salts + 2 * salt)));
    }
}
