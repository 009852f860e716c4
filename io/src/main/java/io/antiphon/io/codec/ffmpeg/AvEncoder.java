package io.antiphon.io.codec.ffmpeg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.antiphon.engine.dsp.PcmEncoder;
import io.antiphon.io.codec.StereoEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/** One stereo encoder of libavcodec with its buffers outside the heap. One thread at a time may use it. */
public final class AvEncoder implements StereoEncoder {
    // Where fields lie in the structures of libavcodec 62 and libavutil 60, the same on all 64-bit systems.
    private static final long CONTEXT_BIT_RATE = 56;
    private static final long CONTEXT_EXTRADATA = 72;
    private static final long CONTEXT_EXTRADATA_SIZE = 80;
    private static final long CONTEXT_TIME_BASE = 84;
    private static final long CONTEXT_SAMPLE_RATE = 344;
    private static final long CONTEXT_SAMPLE_FORMAT = 348;
    private static final long CONTEXT_LAYOUT = 352;
    private static final long CONTEXT_FRAME_SIZE = 376;
    private static final long CONTEXT_EFFORT = 424;
    private static final long CONTEXT_RAW_BITS = 652;
    private static final long CONTEXT_BYTES = 656;
    private static final long FRAME_DATA = 0;
    private static final long FRAME_FRAMES = 112;
    private static final long FRAME_FORMAT = 116;
    private static final long FRAME_SAMPLE_RATE = 180;
    private static final long FRAME_LAYOUT = 384;
    private static final long FRAME_BYTES = 408;
    private static final long PACKET_DATA = 24;
    private static final long PACKET_SIZE = 32;
    private static final long PACKET_BYTES = 36;

    /** Channels of a frame that {@link #FRAME_DATA} names by itself. */
    private static final int CHANNELS = AvSettings.CHANNELS;

    private static final long DITHER_SEED = 1;

    private final AvNative av = AvNative.get();
    private final Arena arena = Arena.ofShared();
    private final AvSettings settings;
    private final MemorySegment context;
    private final MemorySegment frame;
    private final MemorySegment packet;
    private final int frameFrames;
    private final PcmEncoder pcm;
    private final float[][] pending;
    private final byte[] bytes;
    private final MemorySegment samples;
    private int filled;
    private boolean closed;

    /**
     * @throws UnsupportedOperationException when {@link AvNative#problem} says why there is no libavcodec, or there is
     *     no memory
     * @throws IllegalArgumentException when the encoder does not take these settings
     */
    public AvEncoder(AvSettings settings) {
        this.settings = settings;
        MemorySegment codec = av.findEncoder(arena.allocateFrom(settings.encoder()));
        if (codec.address() == 0) {
            arena.close();
            throw new UnsupportedOperationException("ffmpeg: no encoder " + settings.encoder());
        }
        context = av.allocContext(codec).reinterpret(CONTEXT_BYTES);
        frame = av.frameAlloc().reinterpret(FRAME_BYTES);
        packet = av.packetAlloc().reinterpret(PACKET_BYTES);
        if (context.address() == 0 || frame.address() == 0 || packet.address() == 0) {
            close();
            throw new UnsupportedOperationException("ffmpeg: no memory for encoder " + settings.encoder());
        }
        configure();
        int result = av.open(context, codec);
        if (result < 0) {
            close();
            throw new IllegalArgumentException("ffmpeg: avcodec_open2: result=" + result + " settings=" + settings);
        }
        frameFrames = context.get(JAVA_INT, CONTEXT_FRAME_SIZE);
        pending = new float[CHANNELS][frameFrames];
        int bits = settings.samples().bits();
        pcm = new PcmEncoder(bits == 0 ? 16 : bits, CHANNELS, DITHER_SEED);
        bytes = new byte[frameFrames * CHANNELS * Integer.BYTES];
        samples = arena.allocate(bytes.length, Long.BYTES);
        describeFrame();
    }

    private void configure() {
        context.set(JAVA_LONG, CONTEXT_BIT_RATE, settings.bitrateBps());
        context.set(JAVA_INT, CONTEXT_TIME_BASE, 1);
        context.set(JAVA_INT, CONTEXT_TIME_BASE + Integer.BYTES, settings.sampleRateHz());
        context.set(JAVA_INT, CONTEXT_SAMPLE_RATE, settings.sampleRateHz());
        context.set(JAVA_INT, CONTEXT_SAMPLE_FORMAT, settings.samples().number());
        context.set(JAVA_INT, CONTEXT_EFFORT, settings.effort());
        context.set(JAVA_INT, CONTEXT_RAW_BITS, settings.samples().bits());
        av.defaultLayout(context.asSlice(CONTEXT_LAYOUT), CHANNELS);
    }

    private void describeFrame() {
        frame.set(JAVA_INT, FRAME_FRAMES, frameFrames);
        frame.set(JAVA_INT, FRAME_FORMAT, settings.samples().number());
        frame.set(JAVA_INT, FRAME_SAMPLE_RATE, settings.sampleRateHz());
        av.defaultLayout(frame.asSlice(FRAME_LAYOUT), CHANNELS);
        frame.set(ADDRESS, FRAME_DATA, samples);
        if (settings.samples() == AvSettings.Samples.FLOAT) {
            frame.set(ADDRESS, FRAME_DATA + ADDRESS.byteSize(), samples.asSlice((long) frameFrames * Float.BYTES));
        }
    }

    @Override
    public int packetFrames() {
        return frameFrames;
    }

    @Override
    public byte[] head() {
        int size = context.get(JAVA_INT, CONTEXT_EXTRADATA_SIZE);
        return size == 0
                ? new byte[0]
                : context.get(ADDRESS, CONTEXT_EXTRADATA).reinterpret(size).toArray(JAVA_BYTE);
    }

    @Override
    public void take(float[][] planar, int frames, Consumer<byte[]> packets) {
        int done = 0;
        while (done < frames) {
            int count = Math.min(frames - done, frameFrames - filled);
            for (int c = 0; c < CHANNELS; c++) {
                System.arraycopy(planar[c], done, pending[c], filled, count);
            }
            filled += count;
            done += count;
            if (filled == frameFrames) {
                filled = 0;
                encode(packets);
            }
        }
    }

    private void encode(Consumer<byte[]> packets) {
        write();
        int result = av.sendFrame(context, frame);
        if (result < 0) {
            throw new IllegalStateException("ffmpeg: avcodec_send_frame: result=" + result);
        }
        // What is negative is mostly "no more yet"; an encoder that fails says so to the next frame.
        while (av.receivePacket(context, packet) >= 0) {
            int size = packet.get(JAVA_INT, PACKET_SIZE);
            byte[] made = packet.get(ADDRESS, PACKET_DATA).reinterpret(size).toArray(JAVA_BYTE);
            av.packetUnref(packet);
            packets.accept(made);
        }
    }

    private void write() {
        switch (settings.samples()) {
            case FLOAT -> {
                for (int c = 0; c < CHANNELS; c++) {
                    long at = (long) c * frameFrames * Float.BYTES;
                    MemorySegment.copy(pending[c], 0, samples, JAVA_FLOAT, at, frameFrames);
                }
            }
            case BITS_16 -> {
                pcm.encode(pending, frameFrames, bytes, 0);
                MemorySegment.copy(bytes, 0, samples, JAVA_BYTE, 0, frameFrames * CHANNELS * Short.BYTES);
            }
            case BITS_24 -> {
                pcm.encode(pending, frameFrames, bytes, 0);
                int count = frameFrames * CHANNELS;
                for (int i = 0; i < count; i++) {
                    int sample = (bytes[3 * i] & 0xFF) << 8
                            | (bytes[3 * i + 1] & 0xFF) << 16
                            | (bytes[3 * i + 2] & 0xFF) << 24;
                    samples.set(JAVA_INT, (long) i * Integer.BYTES, sample);
                }
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            MemorySegment pointer = arena.allocate(ADDRESS);
            // The samples are not libavutil's to free.
            if (frame.address() != 0) {
                frame.set(ADDRESS, FRAME_DATA, MemorySegment.NULL);
            }
            pointer.set(ADDRESS, 0, frame);
            av.frameFree(pointer);
            pointer.set(ADDRESS, 0, packet);
            av.packetFree(pointer);
            pointer.set(ADDRESS, 0, context);
            av.freeContext(pointer);
            arena.close();
        }
    }
}
