package io.antiphon.io.scream;

import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.dsp.PcmDecoder;
import io.antiphon.engine.endpoint.SourceStatus;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All that comes from one sender's address: who holds it, its format, and the bytes of a frame that straddles two
 * packets. Owned by the net-in thread; the control thread adds and removes sources, any thread may look at the state.
 */
final class ScreamStream {
    /** Quiet time after which another port of the same sender may take the stream: a sender that was restarted. */
    private static final long HOLD_NS = 200_000_000L;

    /** Quiet time after which a stream has gone. */
    private static final long GONE_NS = 250_000_000L;

    /** Most bytes of an unfinished frame: eight channels of 32 bits less one byte. */
    static final int MAX_CARRY_BYTES = 31;

    private final InetAddress address;
    private final Counters<ScreamCounters> counters = new Counters<>(ScreamCounters.class);
    private final List<ScreamSource> sources = new CopyOnWriteArrayList<>();
    private final byte[] carry = new byte[MAX_CARRY_BYTES];
    private int carryBytes;
    private int holderPort;
    private long header = -1;
    private volatile @Nullable PcmFormat format;
    private volatile long lastNs;

    ScreamStream(InetAddress address, long nowNs) {
        this.address = address;
        this.lastNs = nowNs;
    }

    InetAddress address() {
        return address;
    }

    long lastNs() {
        return lastNs;
    }

    Counters<ScreamCounters> counters() {
        return counters;
    }

    /** Format of the latest packet; null before the first. */
    @Nullable
    PcmFormat format() {
        return format;
    }

    void add(ScreamSource source) {
        sources.add(source);
    }

    void remove(ScreamSource source) {
        sources.remove(source);
    }

    boolean hasSources() {
        return !sources.isEmpty();
    }

    SourceStatus.State state(long nowNs) {
        if (format == null) {
            return SourceStatus.State.WAITING;
        }
        return nowNs - lastNs > GONE_NS ? SourceStatus.State.GONE : SourceStatus.State.PLAYING;
    }

    /** What is known when no source is open. */
    SourceStatus status(long nowNs) {
        return new SourceStatus(state(nowNs), format, 0, 0, counters.snapshot());
    }

    /**
     * Takes one packet without fault.
     *
     * @param packet bytes; the {@link #MAX_CARRY_BYTES} before the payload may be overwritten
     * @param at first byte of the header
     * @param length bytes of header and payload
     * @param port the sender's port
     * @param arrivalNs when it arrived
     * @param decoded room for the frames of the longest packet
     */
    void accept(byte[] packet, int at, int length, int port, long arrivalNs, float[][] decoded) {
        long quietNs = arrivalNs - lastNs;
        if (format != null && port != holderPort && quietNs < HOLD_NS) {
            counters.increment(ScreamCounters.OTHER_PORT);
            return;
        }
        if (port != holderPort || quietNs > GONE_NS) {
            carryBytes = 0; // a new start begins with a whole frame
        }
        holderPort = port;
        lastNs = arrivalNs;
        PcmFormat current = formatOf(packet, at);
        int start = at + ScreamPacket.HEADER_BYTES - carryBytes;
        int bytes = length - ScreamPacket.HEADER_BYTES + carryBytes;
        System.arraycopy(carry, 0, packet, start, carryBytes);
        int frames = bytes / current.frameBytes();
        carryBytes = bytes % current.frameBytes();
        System.arraycopy(packet, start + bytes - carryBytes, carry, 0, carryBytes);
        if (!sources.isEmpty()) {
            PcmDecoder.decode(packet, start, current.bitDepth(), current.channels(), decoded, frames);
            for (ScreamSource source : sources) {
                source.accept(current, decoded, frames, arrivalNs);
            }
        }
        counters.increment(ScreamCounters.PACKETS);
        counters.add(ScreamCounters.FRAMES, frames);
    }

    private PcmFormat formatOf(byte[] packet, int at) {
        long newHeader = ScreamPacket.header(packet, at);
        PcmFormat current = format;
        if (current != null && newHeader == header) {
            return current;
        }
        if (current != null) {
            counters.increment(ScreamCounters.FORMAT_CHANGES);
        }
        header = newHeader;
        carryBytes = 0;
        current = ScreamPacket.format(packet, at);
        format = current;
        return current;
    }
}
