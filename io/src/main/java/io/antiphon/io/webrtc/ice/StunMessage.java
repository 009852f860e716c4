package io.antiphon.io.webrtc.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A STUN message that came in (RFC 8489, section 5). Knows bytes only; what it says of integrity holds only for the
 * password it is asked with. One thread.
 *
 * <p>Anybody can send one, so what costs comes late: first {@link #scan}, which neither copies nor computes, then who it is
 * for, then its fingerprint, and only then its signature.
 */
public final class StunMessage {
    /** A request for a binding, the check of ICE. */
    public static final int BINDING_REQUEST = 0x0001;

    /** A keep-alive without answer. */
    public static final int BINDING_INDICATION = 0x0011;

    /** The answer to a check. */
    public static final int BINDING_SUCCESS = 0x0101;

    /** A refusal. */
    public static final int BINDING_ERROR = 0x0111;

    /** Bytes of a transaction id. */
    public static final int TRANSACTION_BYTES = 12;

    static final int HEADER_BYTES = 20;
    static final int MAGIC_COOKIE = 0x2112A442;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int SOFTWARE = 0x8022;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLING = 0x802A;
    static final int INTEGRITY_BYTES = 20;

    private static final int ABSENT = -1;

    private final byte[] bytes;
    private final int length;
    private int usernameAt = ABSENT;
    private int integrityAt = ABSENT;
    private int fingerprintAt = ABSENT;
    private int mappedAddressAt = ABSENT;
    private boolean useCandidate;

    private StunMessage(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Reads a message into a copy; empty when the bytes are none, or its fingerprint is wrong. */
    public static Optional<StunMessage> parse(byte[] from, int length) {
        return length < HEADER_BYTES
                ? Optional.empty()
                : scan(Arrays.copyOf(from, length), length).filter(StunMessage::isFingerprintRight);
    }

    /**
     * Finds the parts of a message without looking into them; empty when the bytes are none.
     *
     * @param from stays in use: the message holds as long as it is not overwritten
     */
    public static Optional<StunMessage> scan(byte[] from, int length) {
        if (length < HEADER_BYTES || (from[0] & 0xC0) != 0) {
            return Optional.empty();
        }
        StunMessage message = new StunMessage(from, length);
        boolean whole = message.u16(4) == MAGIC_COOKIE >>> 16
                && message.u16(6) == (MAGIC_COOKIE & 0xFFFF)
                && message.u16(2) + HEADER_BYTES == length
                && message.readAttributes();
        return whole ? Optional.of(message) : Optional.empty();
    }

    /** Notes where each attribute begins. What follows the integrity is not covered by it and ignored, save the fingerprint. */
    private boolean readAttributes() {
        int at = HEADER_BYTES;
        while (at + 4 <= length) {
            int type = u16(at);
            if (at + 4 + u16(at + 2) > length) {
                return false;
            }
            if (type == FINGERPRINT) {
                fingerprintAt = first(fingerprintAt, at);
            } else if (integrityAt == ABSENT) {
                note(type, at);
            }
            at += 4 + (u16(at + 2) + 3 & ~3);
        }
        return at == length;
    }

    /** The first attribute of a type counts (RFC 8489, section 14). */
    private void note(int type, int at) {
        switch (type) {
            case USERNAME -> usernameAt = first(usernameAt, at);
            case MESSAGE_INTEGRITY -> integrityAt = at;
            case XOR_MAPPED_ADDRESS -> mappedAddressAt = first(mappedAddressAt, at);
            case USE_CANDIDATE -> useCandidate = true;
            default -> {
                // of no use here
            }
        }
    }

    private static int first(int before, int at) {
        return before == ABSENT ? at : before;
    }

    /** True when the fingerprint, if it bears one, is that of its bytes. */
    public boolean isFingerprintRight() {
        int at = fingerprintAt;
        return at == ABSENT
                || (u16(at + 2) == 4
                        && at + 8 == length
                        && (u16(at + 4) << 16 | u16(at + 6)) == StunIntegrity.fingerprint(bytes, at));
    }

    /** Class and method, such as {@link #BINDING_REQUEST}. */
    public int type() {
        return u16(0);
    }

    /** Transaction id. */
    public byte[] transaction() {
        return Arrays.copyOfRange(bytes, 8, HEADER_BYTES);
    }

    /** User name: {@code fragment of the receiver:fragment of the sender} in a check. */
    public Optional<String> username() {
        return usernameAt == ABSENT
                ? Optional.empty()
                : Optional.of(new String(bytes, usernameAt + 4, u16(usernameAt + 2), StandardCharsets.UTF_8));
    }

    /** True when the controlling side nominates the pair that this check came by. */
    public boolean useCandidate() {
        return useCandidate;
    }

    /** True when it bears a fingerprint, as all messages of ICE do. */
    public boolean hasFingerprint() {
        return fingerprintAt != ABSENT;
    }

    /** Types of attributes that must be understood (below 0x8000) and are not known here. */
    public int[] unknownAttributes() {
        IntStream.Builder unknown = IntStream.builder();
        int end = integrityAt == ABSENT ? length : integrityAt;
        for (int at = HEADER_BYTES; at + 4 <= end; at += 4 + (u16(at + 2) + 3 & ~3)) {
            int type = u16(at);
            boolean known = switch (type) {
                case USERNAME, ERROR_CODE, UNKNOWN_ATTRIBUTES -> true;
                case XOR_MAPPED_ADDRESS, PRIORITY, USE_CANDIDATE -> true;
                default -> type >= 0x8000;
            };
            if (!known) {
                unknown.add(type);
            }
        }
        return unknown.build().distinct().toArray();
    }

    /** True when the message was signed with that password (short-term credentials, RFC 8489, section 9.1). */
    public boolean isSignedWith(String password) {
        int at = integrityAt;
        if (at == ABSENT || u16(at + 2) != INTEGRITY_BYTES) {
            return false;
        }
        byte[] sent = Arrays.copyOfRange(bytes, at + 4, at + 4 + INTEGRITY_BYTES);
        return MessageDigest.isEqual(sent, StunIntegrity.hmac(bytes, at, password));
    }

    /** The address that the far end saw us at. */
    public Optional<InetSocketAddress> mappedAddress() {
        int at = mappedAddressAt;
        return at == ABSENT
                ? Optional.empty()
                : XorAddress.read(Arrays.copyOfRange(bytes, at + 4, at + 4 + u16(at + 2)), transaction());
    }

    private int u16(int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }
}
