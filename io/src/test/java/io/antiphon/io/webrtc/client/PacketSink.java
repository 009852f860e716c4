package io.antiphon.io.webrtc.client;

/** Takes what a {@link Listener} received, on its receiving thread. */
public interface PacketSink {
    /** One authentic packet of Opus; the arrays are reused after the call. */
    void onPacket(int sequence, int timestamp, byte[] packet, int offset, int length);
}
