package io.antiphon.io.device.alsa;

import io.antiphon.engine.audio.PcmFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device that gives what a test puts in: a number of frames, or an error. */
final class FakePcm implements CapturePcm {
    static final PcmFormat FORMAT = new PcmFormat(48_000, 16, 2, 0);
    static final int PERIOD = 240;

    private final BlockingQueue<Integer> results = new LinkedBlockingQueue<>();
    volatile boolean recovers = true;
    volatile int recovered;
    volatile boolean closed;

    void give(int result) {
        results.add(result);
    }

    @Override
    public PcmFormat format() {
        return FORMAT;
    }

    @Override
    public int periodFrames() {
        return PERIOD;
    }

    @Override
    public int read(byte[] into, int timeoutMs) {
        try {
            @Nullable Integer result = results.poll(timeoutMs, TimeUnit.MILLISECONDS);
            return result == null ? 0 : result;
        } catch (InterruptedException e) {
            return 0;
        }
    }

    @Override
    public boolean recover(int error) {
        recovered = error;
        return recovers;
    }

    @Override
    public void close() {
        closed = true;
    }
}
