package io.antiphon.io.webrtc.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds a STUN message (RFC 8489, section 5), attribute by attribute. One thread uses one. */
public final class StunBuilder {
    private static final int CAPACITY = 512;
    private static final int MAX_LISTED = 16;

    private final ByteBuffer out = ByteBuffer.allocate(CAPACITY);
    private final byte[] transaction;

    /**
     * @param type class and method, such as {@link StunMessage#BINDING_SUCCESS}
     * @param transaction 12 bytes; an answer repeats those of its request
     */
    public StunBuilder(int type, byte[] transaction) {
        this.transaction = transaction.clone();
        out.putShort((short) type)
                .putShort((short) 0)
                .putInt(StunMessage.MAGIC_COOKIE)
                .put(transaction);
    }

    /** Adds the user name. */
    public StunBuilder username(String name) {
        return attribute(StunMessage.USERNAME, name.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the address that the request came from. */
    public StunBuilder mappedAddress(InetSocketAddress address) {
        return attribute(StunMessage.XOR_MAPPED_ADDRESS, XorAddress.write(address, transaction));
    }

    /** Adds what a controlling side says in a check: its priority and tie breaker, and the nomination if wanted. */
    public StunBuilder controlling(int priority, long tieBreaker, boolean nominate) {
        attribute(StunMessage.PRIORITY, ByteBuffer.allocate(4).putInt(priority).array());
        attribute(
                StunMessage.ICE_CONTROLLING,
                ByteBuffer.allocate(8).putLong(tieBreaker).array());
        return nominate ? attribute(StunMessage.USE_CANDIDATE, new byte[0]) : this;
    }

    /** Adds error 420 with the types that are not understood; at most {@value #MAX_LISTED} of them are named. */
    public StunBuilder unknownAttributes(int[] types) {
        byte[] reason = "Unknown Attribute".getBytes(StandardCharsets.UTF_8);
        attribute(
                StunMessage.ERROR_CODE,
                ByteBuffer.allocate(4 + reason.length)
                        .putShort((short) 0)
                        .put((byte) 4)
                        .put((byte) 20)
                        .put(reason)
                        .array());
        ByteBuffer list = ByteBuffer.allocate(2 * Math.min(types.length, MAX_LISTED));
        for (int type : Arrays.copyOf(types, Math.min(types.length, MAX_LISTED))) {
            list.putShort((short) type);
        }
        return attribute(StunMessage.UNKNOWN_ATTRIBUTES, list.array());
    }

    /** Signs with a password, adds the fingerprint and returns the message. */
    public byte[] signed(String password) {
        attribute(StunMessage.MESSAGE_INTEGRITY, StunIntegrity.hmac(out.array(), out.position(), password));
        int fingerprint = StunIntegrity.fingerprint(out.array(), out.position());
        attribute(
                StunMessage.FINGERPRINT,
                ByteBuffer.allocate(4).putInt(fingerprint).array());
        return Arrays.copyOf(out.array(), out.position());
    }

    private StunBuilder attribute(int type, byte[] value) {
        out.putShort((short) type).putShort((short) value.length).put(value);
        out.put(new byte[-value.length & 3]);
        out.putShort(2, (short) (out.position() - StunMessage.HEADER_BYTES));
        return this;
    }
}
