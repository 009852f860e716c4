package io.antiphon.io.webrtc.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 32-bit numbers in network byte order within a byte array. Stateless; any thread. */
final class Octets {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Octets() {}

    static int get(byte[] from, int at) {
        return (int) INT.get(from, at);
    }

    static void put(byte[] into, int at, int value) {
        INT.set(into, at, value);
    }

    static void xor(byte[] into, int at, int value) {
        INT.set(into, at, (int) INT.get(into, at) ^ value);
    }
}
