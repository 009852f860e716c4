package io.antiphon.io.stream;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.StreamFormat;
import io.antiphon.engine.endpoint.StreamListener;
import io.antiphon.engine.endpoint.StreamOutlet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who listens: at most one part is on its way to it at a time, and the next is sent when that has gone. There is no
 * queue of its own. Any thread.
 */
final class StreamedListener implements StreamListener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedListener.class);

    private final EncodedStream stream;
    private final StreamOutlet outlet;
    private final Clock clock;

    // Guarded by this.
    private byte @Nullable [] first;
    private boolean busy;

    private volatile long next;
    private final AtomicLong sentBytes = new AtomicLong();
    private volatile boolean over;

    /**
     * @param first what it gets first
     * @param next number of the part behind that
     */
    StreamedListener(EncodedStream stream, StreamOutlet outlet, byte[] first, long next, Clock clock) {
        this.stream = stream;
        this.outlet = outlet;
        this.first = first.length == 0 ? null : first;
        this.next = next;
        this.clock = clock;
    }

    /** Says that there may be something to send. */
    void wake() {
        synchronized (this) {
            if (busy || over) {
                return;
            }
            busy = true;
        }
        sendAll();
    }

    /** Sends until there is nothing more, or a part does not go at once. */
    private void sendAll() {
        boolean went = true;
        while (went) {
            byte[] bytes = take();
            if (bytes == null) {
                return;
            }
            // Whoever comes second, this thread or the one that tells that the bytes went, goes on.
            AtomicBoolean turn = new AtomicBoolean();
            try {
                outlet.send(bytes, taken -> sent(bytes.length, taken, turn));
            } catch (RuntimeException e) {
                LOG.debug("stream: a listener is gone", e);
                close();
                return;
            }
            went = !turn.compareAndSet(false, true);
        }
    }

    private void sent(int count, boolean taken, AtomicBoolean turn) {
        if (!taken) {
            close();
            return;
        }
        sentBytes.addAndGet(count);
        if (!turn.compareAndSet(false, true)) {
            sendAll();
        }
    }

    private synchronized byte @Nullable [] take() {
        byte[] bytes = over ? null : first;
        if (bytes != null) {
            first = null;
            return bytes;
        }
        bytes = over ? null : stream.part(next);
        if (bytes == null) {
            busy = false;
        } else {
            next++;
        }
        return bytes;
    }

    /** True when what it would get next is no more. */
    boolean isBehind(long oldestNumber) {
        return next < oldestNumber;
    }

    @Override
    public StreamFormat format() {
        return stream.format();
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public long sentBytes() {
        return sentBytes.get();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        stream.remove(this, clock.nowNs());
        outlet.end();
    }
}
