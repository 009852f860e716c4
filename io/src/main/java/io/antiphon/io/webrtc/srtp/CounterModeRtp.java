package io.antiphon.io.webrtc.srtp;

import io.antiphon.io.webrtc.srtp.MasterKey.Label;

/** SRTP by AES-CM and HMAC-SHA1-80: the roll-over counter is authenticated, though not sent (RFC 3711, section 4.2). */
final class CounterModeRtp implements RtpProtection {
    private static final int SSRC_AT = 8;

    private final CounterMode cipher;

    CounterModeRtp(MasterKey key) {
        cipher = new CounterMode(key, Label.RTP_ENCRYPTION, Label.RTP_AUTHENTICATION, Label.RTP_SALT);
    }

    @Override
    public int protect(byte[] packet, int headerLength, int length, long index) {
        cipher.crypt(packet, headerLength, length - headerLength, Octets.get(packet, SSRC_AT), index);
        cipher.writeTag(packet, length, (int) (index >>> 16), length);
        return length + CounterMode.TAG_BYTES;
    }

    @Override
    public int unprotect(byte[] packet, int headerLength, int length, long index) {
        int plain = length - CounterMode.TAG_BYTES;
        if (plain < headerLength || !cipher.hasTag(packet, plain, (int) (index >>> 16), plain)) {
            return -1;
        }
        cipher.crypt(packet, headerLength, plain - headerLength, Octets.get(packet, SSRC_AT), index);
        return plain;
    }
}
