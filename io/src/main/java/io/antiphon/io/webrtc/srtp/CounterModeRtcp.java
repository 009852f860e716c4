package io.antiphon.io.webrtc.srtp;

import io.antiphon.io.webrtc.srtp.MasterKey.Label;

/** SRTCP by AES-CM and HMAC-SHA1-80: packet, index with the encryption flag, tag (RFC 3711, section 3.4). */
final class CounterModeRtcp implements RtcpProtection {
    private final CounterMode cipher;
    private final RtcpIndex index = new RtcpIndex();

    CounterModeRtcp(MasterKey key) {
        cipher = new CounterMode(key, Label.RTCP_ENCRYPTION, Label.RTCP_AUTHENTICATION, Label.RTCP_SALT);
    }

    @Override
    public int protect(byte[] packet, int length) {
        int next = index.next();
        crypt(packet, length, next);
        Octets.put(packet, length, next | RtcpIndex.ENCRYPTED);
        cipher.writeTag(packet, length + 4);
        return length + 4 + CounterMode.TAG_BYTES;
    }

    @Override
    public int unprotect(byte[] packet, int length) {
        int plain = length - CounterMode.TAG_BYTES - 4;
        if (plain < RtcpIndex.CLEAR_BYTES || !cipher.hasTag(packet, plain + 4)) {
            return -1;
        }
        int word = Octets.get(packet, plain);
        if (!index.accept(word & ~RtcpIndex.ENCRYPTED)) {
            return -1;
        }
        if ((word & RtcpIndex.ENCRYPTED) != 0) {
            crypt(packet, plain, word & ~RtcpIndex.ENCRYPTED);
        }
        return plain;
    }

    private void crypt(byte[] packet, int length, int index) {
        int clear = RtcpIndex.CLEAR_BYTES;
        cipher.crypt(packet, clear, length - clear, Octets.get(packet, 4), index);
    }
}
