package io.antiphon.io.webrtc.srtp;

import io.antiphon.io.webrtc.srtp.MasterKey.Label;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode and HMAC-SHA1 cut to 80 bits (RFC 3711, sections 4.1.1 and 4.2.1), which SRTP and SRTCP share. One
 * thread at a time may use it.
 */
final class CounterMode {
    static final int TAG_BYTES = 10;
    private static final int AUTHENTICATION_KEY_BYTES = 20;
    private static final int MAC_BYTES = 20;

    private final Cipher aes;
    private final SecretKeySpec key;
    private final byte[] salt;
    private final byte[] counter = new byte[16];
    private final Mac mac;
    private final byte[] digest = new byte[MAC_BYTES];
    private final byte[] word = new byte[4];

    CounterMode(MasterKey master, Label encryption, Label authentication, Label salting) {
        key = new SecretKeySpec(master.derive(encryption, master.keyBytes()), "AES");
        salt = Arrays.copyOf(master.derive(salting, 14), 16);
        try {
            aes = Cipher.getInstance("AES/CTR/NoPadding");
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(master.derive(authentication, AUTHENTICATION_KEY_BYTES), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/CTR and HmacSHA1", e);
        }
    }

    /** Encrypts or decrypts in place: the counter begins at salt, source and index, each at its place. */
    void crypt(byte[] packet, int at, int length, int ssrc, long index) {
        System.arraycopy(salt, 0, counter, 0, counter.length);
        Octets.xor(counter, 4, ssrc);
        Octets.xor(counter, 8, (int) (index >>> 16));
        counter[12] ^= (byte) (index >>> 8);
        counter[13] ^= (byte) index;
        try {
            aes.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
            aes.doFinal(packet, at, length, packet, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES/CTR in place, length=" + length, e);
        }
    }

    /** Writes the tag of {@code length} bytes, and of a word behind them that is not sent, at {@code at}. */
    void writeTag(byte[] packet, int length, int unsentWord, int at) {
        Octets.put(word, 0, unsentWord);
        mac.update(packet, 0, length);
        mac.update(word);
        digest();
        System.arraycopy(digest, 0, packet, at, TAG_BYTES);
    }

    /** Writes the tag of {@code length} bytes behind them. */
    void writeTag(byte[] packet, int length) {
        mac.update(packet, 0, length);
        digest();
        System.arraycopy(digest, 0, packet, length, TAG_BYTES);
    }

    boolean hasTag(byte[] packet, int length, int unsentWord, int at) {
        byte[] sent = Arrays.copyOfRange(packet, at, at + TAG_BYTES);
        writeTag(packet, length, unsentWord, at);
        return MessageDigest.isEqual(sent, Arrays.copyOfRange(packet, at, at + TAG_BYTES));
    }

    boolean hasTag(byte[] packet, int length) {
        byte[] sent = Arrays.copyOfRange(packet, length, length + TAG_BYTES);
        writeTag(packet, length);
        return MessageDigest.isEqual(sent, Arrays.copyOfRange(packet, length, length + TAG_BYTES));
    }

    private void digest() {
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 has 20 bytes", e);
        }
    }
}
