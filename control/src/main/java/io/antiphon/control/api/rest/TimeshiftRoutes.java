package io.antiphon.control.api.rest;

import io.antiphon.control.schema.Problem;
import io.antiphon.control.timeshift.KeptSound;
import io.antiphon.control.timeshift.KeptStreams;
import io.antiphon.engine.endpoint.EndpointException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out what was just heard of a stream as raw PCM, read from disk while it is sent. An answer that cannot be kept up
 * with ends before its announced length. Any thread.
 */
final class TimeshiftRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(TimeshiftRoutes.class);
    private static final String KEY = "lookback_seconds";
    private static final double LEAST_SECONDS = 0.1;
    private static final double MOST_SECONDS = 600;
    private static final double DEFAULT_SECONDS = 300;

    /** Answers at a time; each has a file open for as long as its client takes. */
    private static final int MOST_AT_A_TIME = 16;

    private final KeptStreams streams;
    private final Semaphore places = new Semaphore(MOST_AT_A_TIME);

    TimeshiftRoutes(KeptStreams streams) {
        this.streams = streams;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/timeshift/{tag}", this::give);
    }

    private void give(Context ctx) throws ApiError, IOException, EndpointException {
        double lookback = lookback(ctx.queryParam(KEY));
        String called = ctx.pathParam("tag");
        if (!places.tryAcquire()) {
            throw new ApiError(503, "busy", "as many clients fetch sound as may at a time; try again later");
        }
        try {
            Optional<KeptSound> found = streams.last(called, lookback);
            if (found.isEmpty()) {
                throw new ApiError(404, List.of(nothing(called)));
            }
            try (KeptSound sound = found.get()) {
                describe(ctx, sound, lookback);
                send(sound, ctx.res().getOutputStream(), called);
            }
        } finally {
            places.release();
        }
    }

    private static double lookback(String given) throws ApiError {
        if (given == null) {
            return DEFAULT_SECONDS;
        }
        try {
            double seconds = Double.parseDouble(given);
            if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            LOG.debug("timeshift: {}={} is no number", KEY, given);
        }
        throw new ApiError(
                422, List.of(new Problem("out_of_range", "must be a number from 0.1 to 600", KEY, null, given)));
    }

    private Problem nothing(String called) {
        return streams.knows(called)
                ? new Problem(
                        "nothing_kept",
                        "nothing is kept of '" + called + "'",
                        "tag",
                        "A stream is kept from when it plays on, unless history_minutes is 0 or its source is off;"
                                + " GET /api/stats tells more.",
                        called)
                : new Problem(
                        "not_found",
                        "there is no source '" + called + "'",
                        "tag",
                        "It may be the tag of a stream, or name, ip or config_id of a source.",
                        called);
    }

    private static void describe(Context ctx, KeptSound sound, double lookback) {
        ctx.contentType("application/octet-stream");
        ctx.res().setContentLengthLong(sound.bytes());
        ctx.header("Content-Disposition", "attachment; filename=\"timeshift.pcm\"");
        ctx.header("X-Audio-Sample-Rate", String.valueOf(sound.format().sampleRateHz()));
        ctx.header("X-Audio-Channels", String.valueOf(sound.format().channels()));
        ctx.header("X-Audio-Bit-Depth", String.valueOf(sound.format().bitDepth()));
        ctx.header("X-Audio-Duration-Seconds", decimal(sound.seconds()));
        ctx.header("X-Audio-Earliest-Packet-Age-Seconds", decimal(sound.oldestAgeSeconds()));
        ctx.header("X-Audio-Latest-Packet-Age-Seconds", decimal(sound.newestAgeSeconds()));
        ctx.header("X-Audio-Lookback-Seconds", decimal(lookback));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static void send(KeptSound sound, ServletOutputStream out, String called) throws IOException {
        try {
            for (int count = sound.next(); count > 0; count = sound.next()) {
                out.write(sound.buffer(), 0, count);
            }
        } catch (EndpointException e) {
            LOG.warn("timeshift: an answer ends early: source={} reason={}", called, e.getMessage());
        }
    }
}
