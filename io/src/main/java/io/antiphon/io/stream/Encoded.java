package io.antiphon.io.stream;

/** Where the packets of one encoder go. */
interface Encoded {
    /** Takes the next packet. Encoder thread. */
    void packet(byte[] packet, int frames);

    /** True when nobody wants it any more. Any thread. */
    boolean isOver(long nowNs);

    /** Nothing more comes. Any thread. */
    void end();
}
