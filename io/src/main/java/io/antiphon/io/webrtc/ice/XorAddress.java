package io.antiphon.io.webrtc.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The value of XOR-MAPPED-ADDRESS (RFC 8489, section 14.2). Stateless; any thread. */
final class XorAddress {
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;

    private XorAddress() {}

    static byte[] write(InetSocketAddress address, byte[] transaction) {
        byte[] ip = address.getAddress().getAddress();
        ByteBuffer value = ByteBuffer.allocate(4 + ip.length);
        value.putShort((short) (ip.length == 4 ? IPV4 : IPV6));
        value.putShort((short) (address.getPort() ^ StunMessage.MAGIC_COOKIE >>> 16));
        value.put(masked(ip, transaction));
        return value.array();
    }

    static Optional<InetSocketAddress> read(byte[] value, byte[] transaction) {
        boolean whole = (value.length == 8 && value[1] == IPV4) || (value.length == 20 && value[1] == IPV6);
        if (!whole) {
            return Optional.empty();
        }
        ByteBuffer from = ByteBuffer.wrap(value);
        int port = (from.getShort(2) ^ StunMessage.MAGIC_COOKIE >>> 16) & 0xFFFF;
        byte[] ip = new byte[value.length - 4];
        from.get(4, ip);
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(masked(ip, transaction)), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    private static byte[] masked(byte[] ip, byte[] transaction) {
        byte[] mask = ByteBuffer.allocate(16)
                .putInt(StunMessage.MAGIC_COOKIE)
                .put(transaction)
                .array();
        byte[] masked = new byte[ip.length];
        for (int i = 0; i < ip.length; i++) {
            masked[i] = (byte) (ip[i] ^ mask[i]);
        }
        return masked;
    }
}
