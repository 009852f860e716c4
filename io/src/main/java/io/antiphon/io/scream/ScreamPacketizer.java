package io.antiphon.io.scream;

import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.dsp.Dither;
import io.antiphon.engine.dsp.PcmEncoder;
import io.antiphon.engine.dsp.VariableResampler;
import io.antiphon.engine.ring.AudioRing;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts audio of the graph into Scream packets: resamples where the rates differ, encodes, and keeps the bytes of a frame
 * that straddles two packets. Owned by the net-out thread.
 */
final class ScreamPacketizer {
    private static final int PAYLOAD = ScreamPacket.PAYLOAD_BYTES;
    private static final long DITHER_SEED = 0x5DEECE66DL;

    private final PcmFormat format;
    private final int graphRateHz;
    private final @Nullable VariableResampler resampler;
    private final Supplier<Dither> dither;
    private final PcmEncoder encoder;
    private final float[][] frames;
    private final byte[] bytes;
    private int carried;
    private boolean carriedSounding;
    private boolean sounding;
    private long encodedFrames;
    private boolean packed;

    ScreamPacketizer(PcmFormat format, int graphRateHz) {
        this(format, graphRateHz, () -> Dither.TRIANGULAR);
    }

    /** @param dither asked before each packet what to do about the error of rounding */
    ScreamPacketizer(PcmFormat format, int graphRateHz, Supplier<Dither> dither) {
        this.dither = dither;
        this.format = format;
        this.graphRateHz = graphRateHz;
        int most = PAYLOAD / format.frameBytes() + 1;
        double ratio = (double) graphRateHz / format.sampleRateHz();
        this.resampler = ratio == 1 ? null : new VariableResampler(format.channels(), ratio, most);
        this.encoder =
                new PcmEncoder(format.bitDepth(), format.channels(), DITHER_SEED, dither.get(), format.sampleRateHz());
        this.frames = new float[format.channels()][most];
        this.bytes = new byte[ScreamPacket.HEADER_BYTES + PAYLOAD + format.frameBytes()];
        ScreamPacket.writeHeader(format, bytes, 0);
    }

    /** Frames of the graph after which packets begin anew at a whole frame; 0 when that is not a whole number. */
    long gridFrames() {
        long packetFrames = PAYLOAD / format.frameBytes();
        long graphFrames = packetFrames * graphRateHz;
        boolean whole = PAYLOAD % format.frameBytes() == 0 && graphFrames % format.sampleRateHz() == 0;
        return whole ? graphFrames / format.sampleRateHz() : 0;
    }

    /** Frames of the graph behind a packet's end that must be there too. */
    int lookaheadFrames() {
        return resampler == null ? 0 : resampler.lookaheadFrames();
    }

    /** Frames of the graph that must have come for the next packet, counted from the start. */
    long nextEndFrames() {
        long end = encodedFrames + framesOfNext();
        return Math.ceilDiv(end * graphRateHz, (long) format.sampleRateHz()) + lookaheadFrames();
    }

    /** Makes the next packet; false when the ring has not enough, and nothing has happened. */
    boolean next(AudioRing from) {
        dropPacked();
        int count = framesOfNext();
        if (!take(from, count)) {
            return false;
        }
        int at = ScreamPacket.HEADER_BYTES + carried;
        encoder.turnTo(dither.get());
        boolean loud = encoder.encode(frames, count, bytes, at);
        sounding = loud || carriedSounding;
        carriedSounding = loud;
        carried += count * format.frameBytes();
        encodedFrames += count;
        packed = true;
        return true;
    }

    /** False when the packet is nothing but zeros. */
    boolean isSounding() {
        return sounding;
    }

    /** Copies the packet that {@link #next} made. */
    void copyTo(ByteBuffer packet) {
        packet.put(bytes, 0, ScreamPacket.HEADER_BYTES + PAYLOAD);
    }

    private int framesOfNext() {
        int carriedOver = packed ? carried - PAYLOAD : carried;
        return Math.ceilDiv(PAYLOAD - carriedOver, format.frameBytes());
    }

    /** Lets go of the packet that was made; what lies behind it becomes the start of the next. */
    private void dropPacked() {
        if (packed) {
            carried -= PAYLOAD;
            int start = ScreamPacket.HEADER_BYTES;
            System.arraycopy(bytes, start + PAYLOAD, bytes, start, carried);
            carriedSounding = carriedSounding && carried > 0;
            packed = false;
        }
    }

    private boolean take(AudioRing from, int count) {
        if (resampler == null) {
            return from.available() >= count && from.read(frames, 0, count) == count;
        }
        int needed = resampler.needed(count);
        if (from.available() < needed) {
            return false;
        }
        resampler.feed(from, needed);
        resampler.produce(frames, 0, count);
        return true;
    }
}
