package io.antiphon.io.webrtc.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * MESSAGE-INTEGRITY and FINGERPRINT (RFC 8489, sections 14.5 and 14.7): each covers the message up to itself, with the
 * length in the header as if it ended right behind. Stateless; any thread.
 */
final class StunIntegrity {
    private static final int FINGERPRINT_MASK = 0x5354554E;
    private static final int HEADER_COVERED = 4;

    /** Finding one takes longer than using it. */
    private static final ThreadLocal<Mac> HMAC = ThreadLocal.withInitial(StunIntegrity::newHmac);

    private StunIntegrity() {}

    static byte[] hmac(byte[] message, int at, String password) {
        Mac mac = HMAC.get();
        try {
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HmacSHA1 takes every key", e);
        }
        mac.update(header(message, at, 4 + StunMessage.INTEGRITY_BYTES));
        mac.update(message, HEADER_COVERED, at - HEADER_COVERED);
        return mac.doFinal();
    }

    static int fingerprint(byte[] message, int at) {
        CRC32 crc = new CRC32();
        crc.update(header(message, at, 8));
        crc.update(message, HEADER_COVERED, at - HEADER_COVERED);
        return (int) crc.getValue() ^ FINGERPRINT_MASK;
    }

    /** Type, and the length as if the message ended behind the attribute. */
    private static byte[] header(byte[] message, int at, int attributeBytes) {
        int length = at + attributeBytes - StunMessage.HEADER_BYTES;
        return new byte[] {message[0], message[1], (byte) (length >>> 8), (byte) length};
    }

    private static Mac newHmac() {
        try {
            return Mac.getInstance("HmacSHA1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }
}
