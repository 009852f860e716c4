package io.antiphon.io.webrtc.srtp;

import io.antiphon.io.webrtc.srtp.MasterKey.Label;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM (RFC 7714), which SRTP and SRTCP share. The JDK's cipher itself refuses to encrypt twice under one IV. One
 * thread at a time may use it.
 */
final class Gcm {
    static final int TAG_BYTES = 16;
    private static final int IV_BYTES = 12;

    private final Cipher aes;
    private final SecretKeySpec key;
    private final byte[] salt;
    private final byte[] iv = new byte[IV_BYTES];

    Gcm(MasterKey master, Label encryption, Label salting) {
        this(master.derive(encryption, master.keyBytes()), master.derive(salting, IV_BYTES));
    }

    /** With session key and salt as they are. */
    Gcm(byte[] sessionKey, byte[] sessionSalt) {
        key = new SecretKeySpec(sessionKey, "AES");
        salt = sessionSalt.clone();
        try {
            aes = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/GCM", e);
        }
    }

    /** Begins a packet: the IV is the salt with source and 48-bit index over it (RFC 7714, sections 8.1 and 9.1). */
    void begin(int mode, int ssrc, long index) {
        System.arraycopy(salt, 0, iv, 0, iv.length);
        Octets.xor(iv, 2, ssrc);
        Octets.xor(iv, 6, (int) (index >>> 16));
        iv[10] ^= (byte) (index >>> 8);
        iv[11] ^= (byte) index;
        try {
            aes.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, iv));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM: index=" + index, e);
        }
    }

    void authenticate(byte[] packet, int at, int length) {
        aes.updateAAD(packet, at, length);
    }

    /** Encrypts or decrypts in place and returns the length of what came out; −1 when the tag is wrong. */
    int finish(byte[] packet, int at, int length) {
        try {
            return aes.doFinal(packet, at, length, packet, at);
        } catch (AEADBadTagException e) {
            return -1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/GCM in place: length=" + length, e);
        }
    }
}
