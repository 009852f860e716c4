package io.antiphon.control.api.rest;

import io.antiphon.control.listen.Streaming;
import io.antiphon.control.listen.Streaming.NotEncodedException;
import io.antiphon.control.schema.Problem;
import io.antiphon.engine.endpoint.SegmentedStream;
import io.antiphon.engine.endpoint.SegmentedStream.Segment;
import io.antiphon.engine.endpoint.StreamFormat;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sinks as HTTP Live Streams (RFC 8216) of AAC, for any number of listeners behind an HTTP cache: a segment never changes,
 * a playlist holds for a second. Any thread.
 */
final class SegmentRoutes {
    private static final String FILE = "/stream/{sink}/{file}";
    private static final String PLAYLIST = "index.m3u8";
    private static final Pattern SEGMENT = Pattern.compile("(\\d{2,3})k-(\\d{1,18})\\.aac");
    private static final int TARGET_SECONDS = 2;

    private final Streaming streaming;

    /** Whether a cache that many share may keep answers: with login, only that of who was let in. */
    private final String keepers;

    SegmentRoutes(Streaming streaming, boolean loginNeeded) {
        this.streaming = streaming;
        this.keepers = loginNeeded ? "private" : "public";
    }

    void register(RoutesConfig routes) {
        routes.get(FILE, this::give);
    }

    private void give(Context ctx) throws Exception {
        String file = ctx.pathParam("file");
        Matcher segment = SEGMENT.matcher(file);
        if (file.equals(PLAYLIST)) {
            givePlaylist(ctx);
        } else if (segment.matches()) {
            giveSegment(ctx, Integer.parseInt(segment.group(1)), Long.parseLong(segment.group(2)));
        } else {
            streaming.require(ctx.pathParam("sink"));
            throw missing("a stream has " + PLAYLIST + " and the segments that it names", file);
        }
    }

    private void givePlaylist(Context ctx) throws Exception {
        int kbps = StreamAddress.aacKbps(ctx);
        StreamFormat format = StreamFormat.aac(kbps);
        String sink = ctx.pathParam("sink");
        try {
            streaming.require(sink);
            SegmentedStream stream = streaming.runningSegments(sink, format).orElse(null);
            if (stream == null) {
                stream = Replies.await(streaming.segments(sink, format));
            }
            List<Segment> window = Replies.await(stream.window());
            ctx.contentType("application/vnd.apple.mpegurl");
            ctx.header("Cache-Control", keepers + ", max-age=1");
            ctx.result(playlist(window, kbps));
        } catch (NotEncodedException | IllegalStateException e) {
            throw StreamRoutes.notEncoded(ctx, e);
        }
    }

    private static String playlist(List<Segment> window, int kbps) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        text.append("#EXT-X-TARGETDURATION:").append(TARGET_SECONDS).append('\n');
        text.append("#EXT-X-MEDIA-SEQUENCE:").append(window.getFirst().number()).append('\n');
        for (Segment segment : window) {
            text.append(String.format(
                    Locale.ROOT, "#EXTINF:%.5f,\n%dk-%d.aac\n", segment.seconds(), kbps, segment.number()));
        }
        return text.toString();
    }

    private void giveSegment(Context ctx, int kbps, long number) throws Exception {
        String sink = ctx.pathParam("sink");
        streaming.require(sink);
        byte[] bytes = streaming
                .runningSegments(sink, StreamFormat.aac(kbps))
                .flatMap(stream -> stream.segment(number))
                .orElseThrow(() -> missing("that segment is not there, or no more", ctx.pathParam("file")));
        ctx.contentType("audio/aac");
        ctx.header("Cache-Control", keepers + ", max-age=60, immutable");
        ctx.result(bytes);
    }

    private static ApiError missing(String message, String file) {
        return new ApiError(404, List.of(new Problem("not_found", message, "file", null, file)));
    }
}
