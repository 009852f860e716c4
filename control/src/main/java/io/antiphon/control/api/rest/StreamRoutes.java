package io.antiphon.control.api.rest;

import io.antiphon.control.listen.ListenersFullException;
import io.antiphon.control.listen.Streaming;
import io.antiphon.control.listen.Streaming.Ticket;
import io.antiphon.control.model.Sink;
import io.antiphon.control.schema.Problem;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.StreamFormat;
import io.antiphon.engine.endpoint.StreamOutlet;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Sinks as endless answers, for any player: MP3 as the ancestors have it, Opus and FLAC beside it. Any thread. */
final class StreamRoutes {
    private static final String STREAM = "/stream/{sink}";
    private static final Set<String> OTHER_SOCKETS = Set.of("config");

    private final Streaming streaming;
    private final SessionSounds sounds;

    StreamRoutes(Streaming streaming, SessionSounds sounds) {
        this.streaming = streaming;
        this.sounds = sounds;
    }

    void register(RoutesConfig routes) {
        routes.get(STREAM, this::listen);
        routes.head(STREAM, this::describe);
        // Before the upgrade, so that a client reads why; other sockets have names of their own.
        routes.wsBeforeUpgrade("/ws/{sink}", ctx -> {
            if (!OTHER_SOCKETS.contains(ctx.pathParam("sink"))) {
                streaming.require(ctx.pathParam("sink"));
            }
        });
    }

    private void listen(Context ctx) throws Exception {
        StreamAddress address = address(ctx);
        String login = sounds.session(ctx);
        try (Ticket ticket = place(ctx, address)) {
            StreamFormat format = address.format();
            boolean titled = format.codec() == StreamFormat.Codec.MP3 && "1".equals(ctx.header("Icy-MetaData"));
            setHeaders(ctx, format);
            if (titled) {
                setTitleHeaders(ctx, ticket.sink(), format);
            }
            HttpOutlet outlet = new HttpOutlet(ctx);
            String sinkId = ticket.sink().configId();
            String name = ticket.sink().name();
            StreamOutlet way = titled
                    ? new IcyOutlet(
                            outlet, () -> streaming.find(sinkId).map(Sink::name).orElse(name))
                    : outlet;
            sounds.follow(login, ticket.join(format, way));
            ctx.future(() -> outlet.over(ctx.req().getAsyncContext()));
        } catch (ListenersFullException e) {
            throw WhepRoutes.full(ctx, e.problem());
        } catch (EndpointException e) {
            throw notEncoded(ctx, e);
        }
    }

    /** As {@link #listen} would answer, without listening. */
    private void describe(Context ctx) throws Exception {
        StreamAddress address = address(ctx);
        streaming.require(address.sink());
        setHeaders(ctx, address.format());
        ctx.res().flushBuffer(); // or an empty length would be told
    }

    private StreamAddress address(Context ctx) throws ApiError {
        return StreamAddress.of(ctx, streaming);
    }

    private Ticket place(Context ctx, StreamAddress address) throws Exception {
        CompletableFuture<Ticket> admission =
                streaming.admit(address.sink(), ctx.req().getRemoteAddr());
        try {
            return Replies.await(admission);
        } catch (Exception e) {
            var _ = admission.thenAccept(Ticket::close); // one that comes too late is nobody's
            throw e;
        }
    }

    /** The connection ends with the stream, which has no length: players know that since HTTP/1.0. */
    private static void setHeaders(Context ctx, StreamFormat format) {
        ctx.contentType(
                switch (format.codec()) {
                    case MP3 -> "audio/mpeg";
                    case OPUS -> "audio/ogg; codecs=opus";
                    case FLAC -> "audio/flac";
                    case AAC -> "audio/aac";
                });
        ctx.header("Connection", "close");
        ctx.header("Accept-Ranges", "none");
    }

    private static void setTitleHeaders(Context ctx, Sink sink, StreamFormat format) {
        ctx.header("icy-metaint", Integer.toString(IcyOutlet.INTERVAL_BYTES));
        ctx.header("icy-name", asciiOf(sink.name()));
        ctx.header("icy-br", Integer.toString(format.bitrateKbps()));
        ctx.header("icy-pub", "0");
    }

    /** Headers hold ASCII; the title between the bytes holds the name as it is. */
    private static String asciiOf(String name) {
        return name.replaceAll("[^ -~]", "?");
    }

    static ApiError notEncoded(Context ctx, Exception e) {
        return WhepRoutes.full(
                ctx, new Problem("not_encoded", String.valueOf(e.getMessage()), null, "Ask for another format.", null));
    }
}
