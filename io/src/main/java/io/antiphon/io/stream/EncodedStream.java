package io.antiphon.io.stream;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.StreamFormat;
import io.antiphon.engine.endpoint.StreamOutlet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One encoded stream and all who listen to it. Packets are put together to parts of half a second, which all
 * listeners share: each has but the number of the part that it gets next. The last parts are kept, for who joins and for
 * who is behind; a listener that has not got a part before it is let go of is dropped.
 *
 * <p>The encoder thread adds packets, the sending thread wakes listeners, any thread joins and leaves.
 */
final class EncodedStream implements Encoded {
    /** Sent at a time: less costs more calls of the system for each listener. */
    private static final int PART_FRAMES = 24_000;

    /** The first parts are single packets, so that who listens first need not wait. */
    private static final int SINGLE_PARTS = 8;

    /** So much of what was just encoded a new listener gets at once. */
    static final int BURST_FRAMES = 3 * 48_000;

    /** Most that a listener may be behind, in bytes. */
    static final int BEHIND_BYTES = 512 * 1024;

    /** The same of FLAC, of which that would be but a few seconds. */
    static final int BEHIND_LOSSLESS_BYTES = 4 * BEHIND_BYTES;

    /** Most parts that it may be behind: 128 s, for streams of few bytes. */
    private static final int KEPT_PARTS = 256;

    /** An encoder waits so long for another listener, such as a player that asks twice. */
    private static final long LINGER_NS = 2_000_000_000;

    private final StreamFormat format;
    private final Wrapping wrapping;
    private final Consumer<EncodedStream> published;
    private final int behindBytes;
    private final Set<StreamedListener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean announced = new AtomicBoolean();

    // Encoder thread.
    private final List<byte[]> pending = new ArrayList<>();
    private int pendingFrames;

    // Guarded by this.
    private final Part[] kept = new Part[KEPT_PARTS];
    private long oldestNumber;
    private long nextNumber;
    private long keptBytes;
    private byte @Nullable [] burst;
    private boolean over;

    private volatile long lastLeftNs;

    /** @param published told that there is something to send; returns at once */
    EncodedStream(StreamFormat format, Wrapping wrapping, long nowNs, Consumer<EncodedStream> published) {
        this.format = format;
        this.wrapping = wrapping;
        this.published = published;
        this.lastLeftNs = nowNs;
        this.behindBytes = format.codec() == StreamFormat.Codec.FLAC ? BEHIND_LOSSLESS_BYTES : BEHIND_BYTES;
    }

    StreamFormat format() {
        return format;
    }

    Set<StreamedListener> listeners() {
        return listeners;
    }

    /** Adds a listener, who is to be woken then. */
    StreamedListener add(StreamOutlet outlet, Clock clock) {
        synchronized (this) {
            StreamedListener listener = new StreamedListener(this, outlet, first(), nextNumber, clock);
            if (!over) {
                listeners.add(listener);
            }
            return listener;
        }
    }

    private byte[] first() {
        byte[] recent = burst;
        if (recent == null) {
            ArrayDeque<byte[]> last = new ArrayDeque<>();
            int frames = 0;
            for (long number = nextNumber - 1; number >= oldestNumber && frames < BURST_FRAMES; number--) {
                Part part = at(number);
                last.addFirst(part.bytes);
                frames += part.frames;
            }
            last.addFirst(wrapping.head());
            recent = ByteArrays.joined(last);
            burst = recent;
        }
        return recent;
    }

    void remove(StreamedListener listener, long nowNs) {
        lastLeftNs = nowNs;
        listeners.remove(listener);
    }

    @Override
    public void packet(byte[] packet, int frames) {
        pending.add(packet);
        pendingFrames += frames;
        if (pendingFrames >= PART_FRAMES || nextNumber() < SINGLE_PARTS) {
            byte[] bytes = wrapping.wrap(pending, pendingFrames);
            add(new Part(bytes, pendingFrames));
            pending.clear();
            pendingFrames = 0;
            if (announced.compareAndSet(false, true)) {
                published.accept(this);
            }
        }
    }

    private synchronized long nextNumber() {
        return nextNumber;
    }

    private synchronized void add(Part part) {
        if (over) {
            return;
        }
        burst = null;
        if (nextNumber - oldestNumber == KEPT_PARTS) {
            dropOldest();
        }
        kept[place(nextNumber++)] = part;
        keptBytes += part.bytes.length;
        while (keptBytes > behindBytes) {
            dropOldest();
        }
    }

    private void dropOldest() {
        keptBytes -= at(oldestNumber++).bytes.length;
    }

    private Part at(long number) {
        return kept[place(number)];
    }

    private static int place(long number) {
        return (int) (number % KEPT_PARTS);
    }

    /** The part of that number; null when it is not there yet, or no more. */
    synchronized byte @Nullable [] part(long number) {
        return number >= oldestNumber && number < nextNumber ? at(number).bytes : null;
    }

    /** Sends to all what there is for them. The sending thread. */
    int wakeAll() {
        announced.set(false);
        long oldest;
        synchronized (this) {
            oldest = oldestNumber;
        }
        int dropped = 0;
        for (StreamedListener listener : listeners) {
            if (listener.isBehind(oldest)) {
                dropped++;
                listener.close();
            } else {
                listener.wake();
            }
        }
        return dropped;
    }

    @Override
    public boolean isOver(long nowNs) {
        return listeners.isEmpty() && nowNs - lastLeftNs > LINGER_NS;
    }

    @Override
    public void end() {
        synchronized (this) {
            over = true;
            // Whoever still holds a listener does not hold what it has heard.
            Arrays.fill(kept, null);
            oldestNumber = nextNumber;
            keptBytes = 0;
            burst = null;
        }
        listeners.forEach(StreamedListener::close);
    }

    /** What is sent at a time, shared by all listeners. */
    private static final class Part {
        private final byte[] bytes;
        private final int frames;

        private Part(byte[] bytes, int frames) {
            this.bytes = bytes;
            this.frames = frames;
        }
    }
}
