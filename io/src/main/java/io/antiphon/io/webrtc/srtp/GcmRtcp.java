package io.antiphon.io.webrtc.srtp;

import io.antiphon.io.webrtc.srtp.MasterKey.Label;
import javax.crypto.Cipher;

/** SRTCP by AES-GCM: packet, tag, index with the encryption flag (RFC 7714, section 9). */
final class GcmRtcp implements RtcpProtection {
    private static final int CLEAR_BYTES = RtcpIndex.CLEAR_BYTES;

    private final Gcm cipher;
    private final RtcpIndex index = new RtcpIndex();
    private final byte[] word = new byte[4];

    GcmRtcp(MasterKey key) {
        this(new Gcm(key, Label.RTCP_ENCRYPTION, Label.RTCP_SALT));
    }

    GcmRtcp(Gcm cipher) {
        this.cipher = cipher;
    }

    @Override
    public int protect(byte[] packet, int length) {
        int next = index.next();
        Octets.put(word, 0, next | RtcpIndex.ENCRYPTED);
        cipher.begin(Cipher.ENCRYPT_MODE, Octets.get(packet, 4), next);
        cipher.authenticate(packet, 0, CLEAR_BYTES);
        cipher.authenticate(word, 0, word.length);
        int sealed = CLEAR_BYTES + cipher.finish(packet, CLEAR_BYTES, length - CLEAR_BYTES);
        System.arraycopy(word, 0, packet, sealed, word.length);
        return sealed + word.length;
    }

    @Override
    public int unprotect(byte[] packet, int length) {
        int sealed = length - word.length;
        if (sealed < CLEAR_BYTES + Gcm.TAG_BYTES) {
            return -1;
        }
        System.arraycopy(packet, sealed, word, 0, word.length);
        int received = Octets.get(word, 0);
        if ((received & RtcpIndex.ENCRYPTED) == 0) {
            return -1; // no WebRTC peer sends RTCP in clear
        }
        cipher.begin(Cipher.DECRYPT_MODE, Octets.get(packet, 4), received & ~RtcpIndex.ENCRYPTED);
        cipher.authenticate(packet, 0, CLEAR_BYTES);
        cipher.authenticate(word, 0, word.length);
        int plain = cipher.finish(packet, CLEAR_BYTES, sealed - CLEAR_BYTES);
        return plain < 0 || !index.accept(received & ~RtcpIndex.ENCRYPTED) ? -1 : CLEAR_BYTES + plain;
    }
}
