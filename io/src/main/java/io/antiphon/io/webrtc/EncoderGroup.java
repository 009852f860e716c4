package io.antiphon.io.webrtc;

import io.antiphon.engine.counters.Counters;
import io.antiphon.io.codec.Encoding;
import io.antiphon.io.codec.PacketEncoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One encoder and all listeners that asked for its parameters. The encoder thread encodes and closes; listeners are added
 * and removed by any thread.
 */
final class EncoderGroup implements AutoCloseable {
    private final List<ListenerStream> streams = new CopyOnWriteArrayList<>();
    private final Counters<BroadcastCounter> counters;
    private final Encoding encoding;
    private final PacketEncoder encoder;
    private final float[] interleaved;
    private final EncodedPacket packet = new EncodedPacket();
    private final int channels;
    private int filled;
    private long timestamp;
    private boolean pausing;

    EncoderGroup(Encoding encoding, Counters<BroadcastCounter> counters) {
        this.counters = counters;
        this.encoding = encoding;
        this.encoder = encoding.open();
        this.channels = encoding.channels();
        this.interleaved = new float[encoding.packetFrames() * channels];
    }

    /** Frames at 48 kHz of one packet. */
    int packetFrames() {
        return encoding.packetFrames();
    }

    void add(ListenerStream stream) {
        streams.add(stream);
    }

    void remove(ListenerStream stream) {
        streams.remove(stream);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    /**
     * Takes stereo frames, and sends when a packet is full.
     *
     * @param position frames before these; the same for all encodings, so that a listener can change between them
     */
    void take(float[][] planar, int frames, long position, PacketWriter out, long nowNs) {
        for (int at = intoStep(position, frames); at < frames; ) {
            if (filled == 0) {
                timestamp = (position + at) * encoding.clockRateHz() / Encoding.INPUT_RATE_HZ;
            }
            int taken = Math.min(frames - at, (interleaved.length - filled) / channels);
            append(planar, at, taken);
            at += taken;
            if (filled == interleaved.length) {
                filled = 0;
                encode(out, nowNs);
            }
        }
    }

    /** Frames to leave out at the start, so that packets of equal duration begin at the same positions in all encodings. */
    private int intoStep(long position, int frames) {
        int behind = filled > 0 ? 0 : (int) (position % packetFrames());
        return behind == 0 ? 0 : Math.min(frames, packetFrames() - behind);
    }

    private void append(float[][] planar, int from, int frames) {
        float[] left = planar[0];
        float[] right = planar[1];
        for (int i = from; i < from + frames; i++) {
            if (channels == 2) {
                interleaved[filled++] = left[i];
                interleaved[filled++] = right[i];
            } else {
                interleaved[filled++] = 0.5f * (left[i] + right[i]);
            }
        }
    }

    private void encode(PacketWriter out, long nowNs) {
        int length = encoder.encode(interleaved, packet.bytes());
        counters.increment(BroadcastCounter.PACKETS_ENCODED);
        if (length == 0) {
            counters.increment(BroadcastCounter.PACKETS_PAUSED);
            pausing = true;
            return;
        }
        packet.set(length, timestamp, pausing);
        pausing = false;
        for (ListenerStream stream : streams) {
            stream.send(packet, out, nowNs);
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
