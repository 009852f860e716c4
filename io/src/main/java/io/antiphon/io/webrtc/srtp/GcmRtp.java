package io.antiphon.io.webrtc.srtp;

import io.antiphon.io.webrtc.srtp.MasterKey.Label;
import javax.crypto.Cipher;

/** SRTP by AES-GCM: the header is authenticated, the payload encrypted too (RFC 7714, section 8). */
final class GcmRtp implements RtpProtection {
    private static final int SSRC_AT = 8;

    private final Gcm cipher;

    GcmRtp(MasterKey key) {
        this(new Gcm(key, Label.RTP_ENCRYPTION, Label.RTP_SALT));
    }

    GcmRtp(Gcm cipher) {
        this.cipher = cipher;
    }

    @Override
    public int protect(byte[] packet, int headerLength, int length, long index) {
        cipher.begin(Cipher.ENCRYPT_MODE, Octets.get(packet, SSRC_AT), index);
        cipher.authenticate(packet, 0, headerLength);
        return headerLength + cipher.finish(packet, headerLength, length - headerLength);
    }

    @Override
    public int unprotect(byte[] packet, int headerLength, int length, long index) {
        if (length < headerLength + Gcm.TAG_BYTES) {
            return -1;
        }
        cipher.begin(Cipher.DECRYPT_MODE, Octets.get(packet, SSRC_AT), index);
        cipher.authenticate(packet, 0, headerLength);
        int plain = cipher.finish(packet, headerLength, length - headerLength);
        return plain < 0 ? -1 : headerLength + plain;
    }
}
