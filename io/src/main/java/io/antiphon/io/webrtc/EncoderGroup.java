package io.antiphon.io.webrtc;

import io.antiphon.engine.counters.Counters;
import io.antiphon.io.codec.opus.OpusEncoder;
import io.antiphon.io.codec.opus.OpusSettings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One encoder and all listeners that asked for its parameters. The encoder thread encodes and closes; listeners are added
 * and removed by any thread.
 */
final class EncoderGroup implements AutoCloseable {
    /** Under DTX libopus gives 1 or 2 bytes for a packet that need not be sent. */
    private static final int NOTHING_TO_SEND_BYTES = 2;

    private final List<ListenerStream> streams = new CopyOnWriteArrayList<>();
    private final Counters<BroadcastCounter> counters;
    private final OpusEncoder encoder;
    private final float[] interleaved;
    private final OpusPacket packet = new OpusPacket();
    private final int channels;
    private int filled;
    private long position;

    EncoderGroup(OpusSettings settings, Counters<BroadcastCounter> counters) {
        this.counters = counters;
        this.encoder = new OpusEncoder(settings);
        this.channels = settings.channels();
        this.interleaved = new float[settings.packetFrames() * channels];
    }

    void add(ListenerStream stream) {
        streams.add(stream);
    }

    void remove(WebRtcSession session) {
        streams.removeIf(stream -> stream.session() == session);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    /** Takes stereo frames, of which a packet holds a whole multiple, and sends when a packet is full. */
    void take(float[][] planar, int frames, PacketWriter out, long nowNs) {
        append(planar, frames);
        if (filled == interleaved.length) {
            filled = 0;
            encode(out, nowNs);
            position += interleaved.length / channels;
        }
    }

    private void append(float[][] planar, int frames) {
        float[] left = planar[0];
        float[] right = planar[1];
        for (int i = 0; i < frames; i++) {
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
        if (encoder.settings().dtx() && length <= NOTHING_TO_SEND_BYTES) {
            return;
        }
        packet.set(length, position);
        for (ListenerStream stream : streams) {
            stream.send(packet, out, nowNs);
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
