package io.antiphon.io.webrtc.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A STUN message that came in (RFC 8489, section 5). Knows bytes only; what it says of integrity holds only for the
 * password it is asked with. Immutable.
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

    private final byte[] bytes;
    private final Map<Integer, Integer> attributes = new HashMap<>();

    private StunMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads a message; empty when the bytes are none, or its fingerprint is wrong. */
    public static Optional<StunMessage> parse(byte[] from, int length) {
        if (length < HEADER_BYTES || (from[0] & 0xC0) != 0) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(from);
        if (header.getInt(4) != MAGIC_COOKIE || header.getShort(2) + HEADER_BYTES != length) {
            return Optional.empty();
        }
        StunMessage message = new StunMessage(Arrays.copyOf(from, length));
        return message.readAttributes() && message.isFingerprintRight() ? Optional.of(message) : Optional.empty();
    }

    /** Notes where each attribute begins. What follows the integrity is not covered by it and ignored, save the fingerprint. */
    private boolean readAttributes() {
        int at = HEADER_BYTES;
        while (at + 4 <= bytes.length) {
            int type = u16(at);
            int end = at + 4 + u16(at + 2);
            if (end > bytes.length) {
                return false;
            }
            if (type == FINGERPRINT || !attributes.containsKey(MESSAGE_INTEGRITY)) {
                attributes.putIfAbsent(type, at);
            }
            at = at + 4 + (u16(at + 2) + 3 & ~3);
        }
        return at == bytes.length;
    }

    private boolean isFingerprintRight() {
        Integer at = attributes.get(FINGERPRINT);
        if (at == null) {
            return true;
        }
        return u16(at + 2) == 4
                && at + 8 == bytes.length
                && ByteBuffer.wrap(bytes).getInt(at + 4) == StunIntegrity.fingerprint(bytes, at);
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
        return value(USERNAME).map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /** True when the controlling side nominates the pair that this check came by. */
    public boolean useCandidate() {
        return attributes.containsKey(USE_CANDIDATE);
    }

    /** True when it bears a fingerprint, as all messages of ICE do. */
    public boolean hasFingerprint() {
        return attributes.containsKey(FINGERPRINT);
    }

    /** Types of attributes that must be understood (below 0x8000) and are not known here. */
    public int[] unknownAttributes() {
        return attributes.keySet().stream()
                .mapToInt(Integer::intValue)
                .filter(type -> type < 0x8000)
                .filter(type -> switch (type) {
                    case USERNAME, MESSAGE_INTEGRITY, ERROR_CODE, UNKNOWN_ATTRIBUTES -> false;
                    case XOR_MAPPED_ADDRESS, PRIORITY, USE_CANDIDATE -> false;
                    default -> true;
                })
                .toArray();
    }

    /** True when the message was signed with that password (short-term credentials, RFC 8489, section 9.1). */
    public boolean isSignedWith(String password) {
        Integer at = attributes.get(MESSAGE_INTEGRITY);
        if (at == null || u16(at + 2) != INTEGRITY_BYTES) {
            return false;
        }
        byte[] sent = Arrays.copyOfRange(bytes, at + 4, at + 4 + INTEGRITY_BYTES);
        return MessageDigest.isEqual(sent, StunIntegrity.hmac(bytes, at, password));
    }

    /** The address that the far end saw us at. */
    public Optional<InetSocketAddress> mappedAddress() {
        return value(XOR_MAPPED_ADDRESS).flatMap(value -> XorAddress.read(value, transaction()));
    }

    private Optional<byte[]> value(int type) {
        Integer at = attributes.get(type);
        return at == null ? Optional.empty() : Optional.of(Arrays.copyOfRange(bytes, at + 4, at + 4 + u16(at + 2)));
    }

    private int u16(int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }
}
