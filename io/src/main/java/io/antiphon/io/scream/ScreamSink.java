package io.antiphon.io.scream;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.dsp.Dither;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.ring.AudioRing;
import io.antiphon.io.net.PacedLoop;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * One open Scream sink. The render thread writes periods into a ring; the net-out thread sends each packet when its last
 * frame is due by the graph's clock, so that packets leave evenly although a period and a packet differ in length.
 *
 * <pre>
 * write(period) ─► ring ─► packetizer ─► silence gate ─► sender, at its time
 * </pre>
 */
final class ScreamSink implements SinkEndpoint, PacedLoop.Sender {
    /** Audio that the ring holds, in parts of a second. */
    private static final int RING_PART = 4;

    /** Packets of silence that are still sent, so that a receiver's buffer ends in silence. */
    private static final int SILENT_PACKETS_SENT = 4;

    /** From the time at which a packet's last period begins to be rendered until it shall be there. */
    private static final long READY_NS = 750_000;

    /** Least time that is added to the due time, for our own wake-up. */
    private static final long MIN_MARGIN_NS = 100_000;

    /** Longest time that a packet may leave early so as to share a wake-up; a shorter packet allows less. */
    private static final long MAX_EARLY_NS = 200_000;

    /** Part of a packet's duration that it may leave early. */
    private static final int EARLY_PART = 10;

    /** When packets are that late, they are dropped rather than sent in a burst. */
    private static final long TOO_LATE_NS = 100_000_000;

    /** How soon to look again when the render thread has not brought what is due. */
    private static final long STARVED_NS = 500_000;

    private final AudioRing ring;
    private final ScreamPacketizer packetizer;
    private final ScreamSender sender;
    private final PacedLoop netOut;
    private final GraphFormat graph;
    private final GraphTime time;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(ScreamPacket.HEADER_BYTES + ScreamPacket.PAYLOAD_BYTES);
    private final long packetNs;
    private final long earlyNs;
    private final long marginNs;

    private volatile long origin;
    private volatile long overflowFrames;
    private long droppedFrames;
    private long stalls;

    private long skippedFrames;
    private long passedFrames;
    private boolean started;
    private int silentPackets;

    ScreamSink(PcmFormat format, ScreamSender sender, PacedLoop netOut, GraphFormat graph, GraphTime time) {
        this(format, () -> Dither.TRIANGULAR, sender, netOut, graph, time);
    }

    ScreamSink(
            PcmFormat format,
            Supplier<Dither> dither,
            ScreamSender sender,
            PacedLoop netOut,
            GraphFormat graph,
            GraphTime time) {
        this.ring = new AudioRing(format.channels(), graph.sampleRateHz() / RING_PART);
        this.packetizer = new ScreamPacketizer(format, graph.sampleRateHz(), dither);
        this.sender = sender;
        this.netOut = netOut;
        this.graph = graph;
        this.time = time;
        this.packetNs = ScreamPacket.PAYLOAD_BYTES * 1_000_000_000L / format.frameBytes() / format.sampleRateHz();
        this.earlyNs = Math.min(MAX_EARLY_NS, packetNs / EARLY_PART);
        this.marginNs = Math.max(MIN_MARGIN_NS, READY_NS - time.durationNs(headStartFrames()));
    }

    @Override
    @RealTime
    public void write(AudioBlock from, long position) {
        if (ring.totalWritten() == 0) {
            origin = position;
        }
        int frames = from.frames();
        if (ring.free() < frames) {
            stalls++;
            droppedFrames += frames;
            overflowFrames = droppedFrames;
        } else if (from.isSilent()) {
            ring.writeSilence(frames);
        } else {
            ring.write(from.samples(), from.channels(), 0, frames);
        }
    }

    @Override
    @RealTime
    public long stalls() {
        return stalls;
    }

    @Override
    public long sendDue(long nowNs) {
        if (ring.totalWritten() == 0) {
            return Long.MAX_VALUE;
        }
        if (!started) {
            align();
        }
        passOverflow();
        dropWhatIsTooLate(nowNs);
        long dueNs = dueNs();
        while (dueNs - nowNs <= earlyNs) {
            if (!packetizer.next(ring)) {
                return nowNs + STARVED_NS;
            }
            sendPacket(nowNs);
            dueNs = dueNs();
        }
        return dueNs;
    }

    @Override
    public SinkStatus status() {
        sender.counters().set(ScreamSinkCounters.DROPPED_FRAMES, overflowFrames);
        double lookaheadMs = packetizer.lookaheadFrames() * 1e3 / graph.sampleRateHz();
        double latencyMs = lookaheadMs + (packetNs + marginNs) / 1e6;
        return new SinkStatus(latencyMs, sender.counters().snapshot());
    }

    @Override
    public void close() {
        netOut.remove(this);
        sender.close();
    }

    /** Begins where a packet would begin had the graph sent from position 0, so that equal sinks send in one turn. */
    private void align() {
        long grid = packetizer.gridFrames();
        int skip = grid == 0 ? 0 : (int) Math.floorMod(-origin, grid);
        if (ring.available() >= skip) {
            skippedFrames += ring.skip(skip);
            started = true;
        }
    }

    /** What did not fit lies behind what is in the ring: all of it has become too old together. */
    private void passOverflow() {
        long overflow = overflowFrames;
        if (overflow != passedFrames) {
            skippedFrames += ring.skip(ring.available()) + overflow - passedFrames;
            passedFrames = overflow;
        }
    }

    private void dropWhatIsTooLate(long nowNs) {
        long lateNs = nowNs - dueNs();
        if (lateNs > TOO_LATE_NS) {
            long frames = lateNs / 1_000 * graph.sampleRateHz() / 1_000_000;
            skippedFrames += ring.skip((int) Math.min(frames, ring.available()));
        }
    }

    /**
     * How much earlier than a packet's end its last frame is there at least: a period is rendered at the time of its first
     * frame, and the ends of packets lie on a grid in it.
     */
    private int headStartFrames() {
        int grid = (int) packetizer.gridFrames();
        int frames = graph.periodFrames();
        while (grid != 0) {
            int rest = frames % grid;
            frames = grid;
            grid = rest;
        }
        return packetizer.gridFrames() == 0 ? 0 : frames;
    }

    /** When the next packet leaves: at its end, when its last frame has been rendered. */
    private long dueNs() {
        return time.nsOf(origin + skippedFrames + packetizer.nextEndFrames()) + marginNs;
    }

    private void sendPacket(long nowNs) {
        silentPackets = packetizer.isSounding() ? 0 : silentPackets + 1;
        if (silentPackets > SILENT_PACKETS_SENT) {
            sender.counters().increment(ScreamSinkCounters.SILENT_PACKETS);
            return;
        }
        packet.clear();
        packetizer.copyTo(packet);
        sender.send(packet.flip(), nowNs);
    }
}
