package io.antiphon.io.webrtc.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * MESSAGE-INTEGRITY and FINGERPRINT (RFC 8489, sections 14.5 and 14.7): each covers the message up to itself, with the
 * length in the header as if it ended right behind. Stateless; any thread.
 */
final class StunIntegrity {
    private static final int FINGERPRINT_MASK = 0x5354554E;

    private StunIntegrity() {}

    static byte[] hmac(byte[] message, int at, String password) {
        byte[] covered = covered(message, at, 4 + StunMessage.INTEGRITY_BYTES);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return mac.doFinal(covered);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }

    static int fingerprint(byte[] message, int at) {
        CRC32 crc = new CRC32();
        crc.update(covered(message, at, 8));
        return (int) crc.getValue() ^ FINGERPRINT_MASK;
    }

    private static byte[] covered(byte[] message, int at, int attributeBytes) {
        byte[] covered = Arrays.copyOf(message, at);
        ByteBuffer.wrap(covered).putShort(2, (short) (at + attributeBytes - StunMessage.HEADER_BYTES));
        return covered;
    }
}
