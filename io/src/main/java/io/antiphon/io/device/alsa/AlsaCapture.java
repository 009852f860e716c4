package io.antiphon.io.device.alsa;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.dsp.PcmDecoder;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.io.foreign.MediaThread;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one device on a thread of its own and hands its frames on. An overrun is counted and told, and it goes on; a
 * device that stops for good is opened anew every second. {@link #close} by any thread.
 */
final class AlsaCapture implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlsaCapture.class);
    private static final int WAIT_MS = 200;
    private static final long RETRY_NS = 1_000_000_000L;
    private static final Duration END_TIME = Duration.ofSeconds(2);

    private final String name;
    private final CapturePcm.Opener opener;
    private final Listener listener;
    private final Clock clock;
    private final Counters<AlsaCounters> counters = new Counters<>(AlsaCounters.class);
    private final PcmFormat firstFormat;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Opens the device.
     *
     * @param listener who gets the frames, on the capturing thread
     * @param clock what the capturing thread waits on
     * @throws EndpointException when it cannot be opened
     */
    AlsaCapture(String name, CapturePcm.Opener opener, Listener listener, Clock clock) throws EndpointException {
        this.name = name;
        this.opener = opener;
        this.listener = listener;
        this.clock = clock;
        CapturePcm first = opener.open(name);
        firstFormat = first.format();
        thread = Thread.ofPlatform().name("antiphon-alsa " + name).daemon().unstarted(() -> run(first));
    }

    void start() {
        thread.start();
    }

    /** What the device's frames are like; it may have others when it was opened anew. */
    PcmFormat firstFormat() {
        return firstFormat;
    }

    Counters<AlsaCounters> counters() {
        return counters;
    }

    private void run(CapturePcm first) {
        MediaThread place = new MediaThread();
        CapturePcm pcm = first;
        while (!closed) {
            if (pcm == null) {
                clock.awaitUntil(clock.nowNs() + RETRY_NS);
                pcm = reopened();
            } else {
                try {
                    capture(pcm, place);
                } finally {
                    pcm.close();
                }
                pcm = null;
            }
        }
        if (pcm != null) {
            pcm.close();
        }
    }

    private @Nullable CapturePcm reopened() {
        try {
            return closed ? null : opener.open(name);
        } catch (EndpointException e) {
            counters.increment(AlsaCounters.REFUSED);
            return null;
        }
    }

    /** Reads until it is closed or the device stops for good. */
    private void capture(CapturePcm pcm, MediaThread place) {
        PcmFormat format = pcm.format();
        byte[] bytes = new byte[pcm.periodFrames() * format.frameBytes()];
        float[][] planar = new float[AudioBlock.MAX_CHANNELS][pcm.periodFrames()];
        long lastNs = clock.nowNs();
        DevicePace pace = new DevicePace(format.sampleRateHz(), lastNs);
        while (!closed) {
            int taken = pcm.read(bytes, WAIT_MS);
            long nowNs = clock.nowNs();
            if (taken > 0) {
                counters.add(AlsaCounters.FRAMES, taken);
                PcmDecoder.decode(bytes, 0, format.bitDepth(), format.channels(), planar, taken);
                listener.onFrames(format, planar, taken, nowNs);
                lastNs = nowNs;
                place.onTurn();
                clock.awaitUntil(pace.onRead(taken, nowNs));
            } else if (taken < 0) {
                if (taken == AlsaNative.OVERRUN) {
                    noteOverrun(format, nowNs - lastNs);
                    lastNs = nowNs;
                }
                if (!pcm.recover(taken)) {
                    counters.increment(AlsaCounters.DEVICE_LOST);
                    LOG.warn("sound card {}: stopped, error={}; it is opened anew as soon as it can be", name, taken);
                    return;
                }
            }
        }
    }

    private void noteOverrun(PcmFormat format, long lostNs) {
        int frames = (int) (lostNs * format.sampleRateHz() / 1_000_000_000L);
        counters.increment(AlsaCounters.XRUNS);
        counters.add(AlsaCounters.XRUN_FRAMES, frames);
        listener.onLost(frames);
    }

    /** Ends the thread, and with it the device. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (!thread.join(END_TIME)) {
                LOG.warn("sound card {}: does not end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gets what is captured. Capturing thread. */
    interface Listener {
        /** Frames came. */
        void onFrames(PcmFormat format, float[][] frames, int count, long nowNs);

        /** So many did not. */
        void onLost(int frames);
    }
}
