package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.auth.OpenDoor;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.listen.OneStream;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.IceServer;
import io.antiphon.engine.endpoint.AudioCodec;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All HTTP calls of one stream: its page, what it is made of, and how browsers join it. Any thread. */
public final class OneStreamApi {
    private static final String STATUS = "/api/stream";
    private static final String SOURCE = "source";
    private static final ResourceFiles PAGE = new ResourceFiles("/stream/");

    private final OneStream stream;
    private final OpenDoor door = new OpenDoor();

    /** @param stream what is served */
    public OneStreamApi(OneStream stream) {
        this.stream = stream;
    }

    /** Adds the door, the calls and the answers to what goes wrong. */
    public void register(RoutesConfig routes) {
        routes.before(this::pass);
        routes.get("/", ctx -> page(ctx, "index.html"));
        routes.get("/favicon.svg", ctx -> page(ctx, "favicon.svg"));
        routes.get("/assets/<path>", ctx -> page(ctx, "assets/" + ctx.pathParam("path")));
        routes.get(STATUS, this::status);
        routes.put(STATUS, this::select);
        new OneStreamJoining(stream).register(routes);
        routes.exception(ApiError.class, (error, ctx) -> ErrorReplies.write(ctx, error));
        routes.exception(ChangeRefused.class, (refused, ctx) -> ErrorReplies.write(ctx, refused));
        routes.exception(HttpResponseException.class, RestApi::writeHttp);
        routes.exception(Exception.class, (fault, ctx) -> ErrorReplies.writeFault(ctx, fault));
    }

    private void pass(Context ctx) throws ApiError {
        GateFilter.addHeaders(ctx);
        ctx.header("Cache-Control", "no-store");
        switch (door.judge(GateFilter.request(ctx, false))) {
            case UNKNOWN_HOST ->
                throw new ApiError(
                        403,
                        "unknown_host",
                        "nobody has to log in here, so a browser must call this server by its address, its own name or"
                                + " localhost");
            case CROSS_SITE ->
                throw new ApiError(403, "cross_site", "another site may not do that in this browser's name");
            default -> {}
        }
    }

    private static void page(Context ctx, String path) throws IOException, ApiError {
        if (PAGE.serve(ctx, path)) {
            return;
        }
        if (!path.equals("index.html")) {
            throw new ApiError(404, "not_found", "there is no such file");
        }
        ctx.contentType("text/plain; charset=utf-8")
                .result("The page is not part of this build. WHEP players can listen at /whep.");
    }

    private void status(Context ctx) {
        ObjectNode body = Json.object().put(SOURCE, stream.selected());
        ArrayNode sources = body.putArray("sources");
        stream.sources().forEach(choice -> sources.add(Json.tree(choice)));
        ArrayNode codecs = body.putArray("codecs");
        codecs().forEach(codec -> codecs.add(codec.word()));
        ArrayNode servers = body.putArray("ice_servers");
        stream.iceServers().forEach(server -> servers.add(tree(server)));
        Replies.json(ctx, body);
    }

    /** All of them, the preferred one first. */
    private Set<AudioCodec> codecs() {
        Set<AudioCodec> codecs = new LinkedHashSet<>(Set.of(stream.preferredCodec()));
        codecs.addAll(Stream.of(AudioCodec.values()).toList());
        return codecs;
    }

    /** As browsers take it (WebRTC 1.0, RTCIceServer). */
    private static ObjectNode tree(IceServer server) {
        ObjectNode tree = Json.object().put("urls", server.url());
        if (server.username() != null) {
            tree.put("username", server.username()).put("credential", server.password());
        }
        return tree;
    }

    private void select(Context ctx) throws Exception {
        if (!Bodies.isOf(ctx, "application/json")) {
            throw new ApiError(415, "bad_type", "Content-Type must be application/json");
        }
        ObjectNode body = Bodies.objectOrNone(ctx, Set.of(SOURCE));
        if (!body.path(SOURCE).isTextual()) {
            String message = "must be the id of one of the sources that GET " + STATUS + " lists";
            throw new ApiError(422, List.of(Problem.of("type", SOURCE, message)));
        }
        stream.select(body.path(SOURCE).textValue());
        status(ctx);
    }
}
