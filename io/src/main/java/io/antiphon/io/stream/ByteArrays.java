package io.antiphon.io.stream;

import java.util.Collection;

/** Byte arrays one behind the other. Stateless. */
final class ByteArrays {
    private ByteArrays() {}

    static byte[] joined(Collection<byte[]> arrays) {
        int length = 0;
        for (byte[] array : arrays) {
            length += array.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] array : arrays) {
            System.arraycopy(array, 0, all, at, array.length);
            at += array.length;
        }
        return all;
    }
}
