package io.antiphon.io.webrtc.dtls;

import java.util.concurrent.Semaphore;

/**
 * Bounds how many DTLS threads compute at a time, so that a rush of joins queues up instead of starving the audio. A
 * thread that waits for its peer stands outside, so that a silent peer holds nobody up. Any thread.
 */
public final class HandshakeGate {
    private static final int COMPUTING = 4;

    private final Semaphore places = new Semaphore(COMPUTING);

    void enter() {
        places.acquireUninterruptibly();
    }

    void leave() {
        places.release();
    }
}
