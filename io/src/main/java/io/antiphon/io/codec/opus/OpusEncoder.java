package io.antiphon.io.codec.opus;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.antiphon.io.codec.PacketEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One Opus encoder of libopus with its buffers outside the heap: interleaved float frames in, one packet out. One thread
 * at a time may use it.
 */
public final class OpusEncoder implements PacketEncoder {
    /** Under DTX libopus gives 1 or 2 bytes for a packet that need not be sent (RFC 7587, section 3.1.3). */
    private static final int NOTHING_TO_SEND_BYTES = 2;

    /** From here on libopus codes by CELT alone, so its low-delay mode loses nothing and saves 4 ms. */
    private static final int LOW_DELAY_FROM_BPS = 64_000;

    private final OpusNative opus = OpusNative.get();
    private final Arena arena = Arena.ofShared();
    private final OpusSettings settings;
    private final MemorySegment encoder;
    private final MemorySegment pcm;
    private final MemorySegment packet;
    private boolean closed;

    /** @throws UnsupportedOperationException when {@link OpusNative#problem} says why there is no Opus */
    public OpusEncoder(OpusSettings settings) {
        this.settings = settings;
        pcm = arena.allocate(JAVA_FLOAT, (long) settings.packetFrames() * settings.channels());
        packet = arena.allocate(MAX_PACKET_BYTES);
        encoder = create();
        configure();
    }

    private MemorySegment create() {
        MemorySegment error = arena.allocate(JAVA_INT);
        int application = settings.bitrateBps() >= LOW_DELAY_FROM_BPS && !settings.repairs()
                ? OpusNative.APPLICATION_RESTRICTED_LOWDELAY
                : OpusNative.APPLICATION_AUDIO;
        MemorySegment created =
                opus.encoderCreate(OpusSettings.SAMPLE_RATE_HZ, settings.channels(), application, error);
        check("opus_encoder_create", error.get(JAVA_INT, 0));
        return created;
    }

    private void configure() {
        set(OpusNative.SET_BITRATE, settings.bitrateBps());
        set(OpusNative.SET_COMPLEXITY, OpusSettings.COMPLEXITY);
        set(OpusNative.SET_VBR, settings.constantBitrate() ? 0 : 1);
        set(OpusNative.SET_DTX, settings.dtx() ? 1 : 0);
        set(OpusNative.SET_MAX_BANDWIDTH, bandwidth(settings.maxPlaybackRateHz()));
        set(OpusNative.SET_INBAND_FEC, settings.repairs() ? 1 : 0);
        set(OpusNative.SET_PACKET_LOSS_PERC, settings.lossPercent());
    }

    private static int bandwidth(int maxPlaybackRateHz) {
        if (maxPlaybackRateHz <= 8_000) {
            return OpusNative.BANDWIDTH_NARROWBAND;
        } else if (maxPlaybackRateHz <= 12_000) {
            return OpusNative.BANDWIDTH_MEDIUMBAND;
        } else if (maxPlaybackRateHz <= 16_000) {
            return OpusNative.BANDWIDTH_WIDEBAND;
        } else if (maxPlaybackRateHz <= 24_000) {
            return OpusNative.BANDWIDTH_SUPERWIDEBAND;
        }
        return OpusNative.BANDWIDTH_FULLBAND;
    }

    private void set(int request, int value) {
        check("opus_encoder_ctl(" + request + ", " + value + ")", opus.encoderCtl(encoder, request, value));
    }

    private static void check(String call, int result) {
        if (result < 0) {
            throw new IllegalStateException(call + ": result=" + result);
        }
    }

    /** What it was made for. */
    public OpusSettings settings() {
        return settings;
    }

    @Override
    public int encode(float[] interleaved, byte[] into) {
        MemorySegment.copy(interleaved, 0, pcm, JAVA_FLOAT, 0, settings.packetFrames() * settings.channels());
        int length = opus.encodeFloat(encoder, pcm, settings.packetFrames(), packet, MAX_PACKET_BYTES);
        check("opus_encode_float", length);
        if (settings.dtx() && length <= NOTHING_TO_SEND_BYTES) {
            return 0;
        }
        MemorySegment.copy(packet, JAVA_BYTE, 0, into, 0, length);
        return length;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            opus.encoderDestroy(encoder);
            arena.close();
        }
    }
}
