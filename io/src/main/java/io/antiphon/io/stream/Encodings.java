package io.antiphon.io.stream;

import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.StreamFormat;
import io.antiphon.io.codec.EncoderInput;
import io.antiphon.io.codec.StereoEncoder;
import io.antiphon.io.codec.ffmpeg.AvEncoder;
import io.antiphon.io.codec.ffmpeg.AvSettings;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the encoder of each format, and what its packets are put into. Stateless; any thread. */
final class Encodings {
    private static final int BPS = 1_000;

    private Encodings() {}

    static Encoding<EncodedStream> stream(StreamFormat format, long nowNs, Consumer<EncodedStream> published)
            throws EndpointException {
        StereoEncoder encoder = encoder(format);
        try {
            return new Encoding<>(encoder, new EncodedStream(format, wrapping(format, encoder), nowNs, published));
        } catch (RuntimeException e) {
            encoder.close();
            throw refused(format, e);
        }
    }

    private static Wrapping wrapping(StreamFormat format, StereoEncoder encoder) {
        return switch (format.codec()) {
            case MP3, AAC -> Wrapping.plain();
            case FLAC -> Wrapping.flac(encoder.head());
            case OPUS -> Wrapping.oggOpus();
        };
    }

    static Encoding<SegmentWindow> segments(StreamFormat format, SegmentWindow window) throws EndpointException {
        return new Encoding<>(encoder(format), window);
    }

    private static StereoEncoder encoder(StreamFormat format) throws EndpointException {
        int rate = EncoderInput.SAMPLE_RATE_HZ;
        int bps = format.bitrateKbps() * BPS;
        return switch (format.codec()) {
            case MP3 -> made(format, () -> new AvEncoder(AvSettings.mp3(rate, bps)));
            case AAC -> made(format, () -> new AvEncoder(AvSettings.aac(rate, bps)));
            case FLAC -> made(format, () -> new AvEncoder(AvSettings.flac(rate, format.bits())));
            case OPUS -> made(format, () -> new OpusPackets(bps));
        };
    }

    private static StereoEncoder made(StreamFormat format, Supplier<StereoEncoder> maker) throws EndpointException {
        try {
            return maker.get();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw refused(format, e);
        }
    }

    private static EndpointException refused(StreamFormat format, RuntimeException e) {
        return new EndpointException("this server cannot encode " + format.describe() + ": " + e.getMessage(), e);
    }
}
