package io.antiphon.io.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network byte order within a byte array. Stateless; any thread. */
final class Bytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    static int u16(byte[] from, int at) {
        return (short) SHORT.get(from, at) & 0xFFFF;
    }

    static int i32(byte[] from, int at) {
        return (int) INT.get(from, at);
    }

    static void put16(byte[] into, int at, int value) {
        SHORT.set(into, at, (short) value);
    }

    static void put32(byte[] into, int at, int value) {
        INT.set(into, at, value);
    }
}
