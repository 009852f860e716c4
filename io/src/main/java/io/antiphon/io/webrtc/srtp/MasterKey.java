package io.antiphon.io.webrtc.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Master key and salt of one direction, from which its session keys come (RFC 3711, section 4.3). Immutable. */
public final class MasterKey {
    /** What a session key is for; the number is its label. */
    enum Label {
        RTP_ENCRYPTION,
        RTP_AUTHENTICATION,
        RTP_SALT,
        RTCP_ENCRYPTION,
        RTCP_AUTHENTICATION,
        RTCP_SALT
    }

    private static final int SALT_AT = 14;

    private final byte[] key;
    private final byte[] salt;

    /**
     * @param key 16 or 32 bytes
     * @param salt 14 bytes, or 12 for GCM, which stand for 14 with two zeros behind (RFC 7714, section 11)
     */
    public MasterKey(byte[] key, byte[] salt) {
        this.key = key.clone();
        this.salt = Arrays.copyOf(salt, SALT_AT);
    }

    /** A session key: AES in counter mode over zeros, begun at the salt with the label in its eighth byte. */
    @SuppressWarnings("EnumOrdinal") // the order of the labels is the standard's own
    byte[] derive(Label label, int bytes) {
        byte[] counter = Arrays.copyOf(salt, 16);
        counter[7] ^= (byte) label.ordinal();
        try {
            Cipher aes = Cipher.getInstance("AES/CTR/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
            return aes.doFinal(new byte[bytes]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/CTR", e);
        }
    }

    int keyBytes() {
        return key.length;
    }
}
