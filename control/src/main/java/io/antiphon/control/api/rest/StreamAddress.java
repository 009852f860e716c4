package io.antiphon.control.api.rest;

import io.antiphon.control.listen.Streaming;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.TextRule;
import io.antiphon.engine.endpoint.StreamFormat;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an address below {@code /stream/} asks for: the sink as it is called there, and the format by the ending. A sink
 * whose very name ends so is found by that name, and heard as MP3.
 *
 * @param sink name, identity or address of the sink
 * @param format how it is to be encoded
 */
record StreamAddress(String sink, StreamFormat format) {
    private static final String BITRATE = "bitrate";
    private static final String BITS = "bits";
    private static final int LOSSY_KBPS = 128;
    private static final int LEAST_OPUS_KBPS = 6;
    private static final int MOST_OPUS_KBPS = 510;

    /** What a request asks for. */
    static StreamAddress of(Context ctx, Streaming streaming) throws ApiError {
        String called = ctx.pathParam("sink");
        // The ancestors took addresses alone, and refused everything else in these words.
        if (!TextRule.NAME.holds(called)) {
            throw invalid("sink", "must be the name, config_id or IP address of a sink", called);
        }
        if (streaming.find(called).isEmpty()) {
            for (StreamFormat.Codec codec :
                    List.of(StreamFormat.Codec.MP3, StreamFormat.Codec.OPUS, StreamFormat.Codec.FLAC)) {
                String ending = "." + codec.wireName();
                if (called.endsWith(ending)) {
                    String sink = called.substring(0, called.length() - ending.length());
                    return new StreamAddress(sink, format(ctx, codec, streaming));
                }
            }
        }
        return new StreamAddress(called, format(ctx, StreamFormat.Codec.MP3, streaming));
    }

    /** The bit rate of AAC in segments that a request asks for. */
    static int aacKbps(Context ctx) throws ApiError {
        return aac(ctx.queryParam(BITRATE));
    }

    private static StreamFormat format(Context ctx, StreamFormat.Codec codec, Streaming streaming) throws ApiError {
        String bitrate = ctx.queryParam(BITRATE);
        return switch (codec) {
            case MP3 -> bitrate == null ? streaming.usualMp3() : StreamFormat.mp3(mp3(bitrate));
            case OPUS -> StreamFormat.opus(opus(bitrate));
            case AAC -> StreamFormat.aac(aac(bitrate));
            case FLAC -> StreamFormat.flac(bits(ctx.queryParam(BITS)));
        };
    }

    private static int mp3(String given) throws ApiError {
        return oneOf(StreamFormat.MP3_KBPS, "must be one that MP3 has, in kb/s: ", given);
    }

    private static int aac(@Nullable String given) throws ApiError {
        return given == null ? LOSSY_KBPS : oneOf(StreamFormat.AAC_KBPS, "must be one of these, in kb/s: ", given);
    }

    private static int oneOf(List<Integer> rates, String rule, String given) throws ApiError {
        int kbps = number(given);
        if (rates.contains(kbps)) {
            return kbps;
        }
        throw invalid(BITRATE, rule + rates.stream().map(String::valueOf).collect(Collectors.joining(", ")), given);
    }

    private static int opus(@Nullable String given) throws ApiError {
        if (given == null) {
            return LOSSY_KBPS;
        }
        int kbps = number(given);
        if (kbps < LEAST_OPUS_KBPS || kbps > MOST_OPUS_KBPS) {
            String rule = "must be a whole number of kb/s from " + LEAST_OPUS_KBPS + " to " + MOST_OPUS_KBPS;
            throw invalid(BITRATE, rule, given);
        }
        return kbps;
    }

    private static int bits(@Nullable String given) throws ApiError {
        int bits = given == null ? 16 : number(given);
        if (bits != 16 && bits != 24) {
            throw invalid(BITS, "must be 16 or 24", given);
        }
        return bits;
    }

    /** -1 for what is none. */
    private static int number(String given) {
        return given.matches("\\d{1,4}") ? Integer.parseInt(given) : -1;
    }

    private static ApiError invalid(String key, String message, @Nullable String given) {
        return new ApiError(422, List.of(new Problem("out_of_range", message, key, null, given)));
    }
}
