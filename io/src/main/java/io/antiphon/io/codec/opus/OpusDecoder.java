package io.antiphon.io.codec.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One Opus decoder of libopus at 48 kHz: a packet in, interleaved float frames out. One thread at a time may use it. */
public final class OpusDecoder implements AutoCloseable {
    /** Most frames that one packet can hold: 120 ms (RFC 6716, section 3.2.5). */
    public static final int MAX_FRAMES = OpusSettings.SAMPLE_RATE_HZ * 120 / 1000;

    private static final int MAX_PACKET_BYTES = 2_000;

    private final OpusNative opus = OpusNative.get();
    private final Arena arena = Arena.ofShared();
    private final int channels;
    private final MemorySegment decoder;
    private final MemorySegment packet = arena.allocate(MAX_PACKET_BYTES);
    private final MemorySegment pcm;
    private boolean closed;

    /**
     * @param channels 1 or 2; what a packet holds is mixed to that
     * @throws UnsupportedOperationException when {@link OpusNative#problem} says why there is no Opus
     */
    public OpusDecoder(int channels) {
        this.channels = channels;
        pcm = arena.allocate(JAVA_FLOAT, (long) MAX_FRAMES * channels);
        MemorySegment error = arena.allocate(JAVA_INT);
        decoder = opus.decoderCreate(OpusSettings.SAMPLE_RATE_HZ, channels, error);
        if (error.get(JAVA_INT, 0) < 0) {
            throw new IllegalArgumentException("opus decoder: channels=" + channels + ": 1 or 2");
        }
    }

    /**
     * Decodes one packet.
     *
     * @param into interleaved samples; room for {@link #MAX_FRAMES} frames
     * @return frames decoded, or a negative number when the packet is not Opus
     */
    public int decode(byte[] from, int offset, int length, float[] into) {
        if (length < 1 || length > MAX_PACKET_BYTES) {
            return -1;
        }
        MemorySegment.copy(from, offset, packet, JAVA_BYTE, 0, length);
        return taken(opus.decodeFloat(decoder, packet, length, pcm, MAX_FRAMES, 0), into);
    }

    /** True when a packet carries the one before it once more (RFC 6716, section 2.1.7). */
    public boolean repairs(byte[] from, int offset, int length) {
        if (length < 1 || length > MAX_PACKET_BYTES) {
            return false;
        }
        MemorySegment.copy(from, offset, packet, JAVA_BYTE, 0, length);
        return opus.packetHasLbrr(packet, length) > 0;
    }

    /**
     * Decodes a packet that was lost, from the one behind it, which {@link #repairs} it.
     *
     * @param from the packet behind the lost one
     * @param frames frames of the lost one: a multiple of 2.5 ms
     * @param into interleaved samples
     * @return frames decoded, or a negative number when the packet is not Opus
     */
    public int decodeLost(byte[] from, int offset, int length, int frames, float[] into) {
        if (length < 1 || length > MAX_PACKET_BYTES) {
            return -1;
        }
        MemorySegment.copy(from, offset, packet, JAVA_BYTE, 0, length);
        return taken(opus.decodeFloat(decoder, packet, length, pcm, frames, 1), into);
    }

    /** Invents frames in place of a packet that was lost: what came before goes on and fades. */
    public int conceal(int frames, float[] into) {
        return taken(opus.decodeFloat(decoder, MemorySegment.NULL, 0, pcm, frames, 0), into);
    }

    private int taken(int frames, float[] into) {
        if (frames > 0) {
            MemorySegment.copy(pcm, JAVA_FLOAT, 0, into, 0, frames * channels);
        }
        return frames;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            opus.decoderDestroy(decoder);
            arena.close();
        }
    }
}
