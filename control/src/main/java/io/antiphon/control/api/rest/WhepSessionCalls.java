package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.schema.Json;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.ListenerSession.Candidate;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a WHEP player says to its session, once it has one. Any thread. */
final class WhepSessionCalls {
    private static final String TRICKLE = "application/trickle-ice-sdpfrag";
    private static final String JSON = "application/json";

    private final Function<Context, Optional<ListenerSession>> sessions;

    /** @param sessions finds the session that a call is about */
    WhepSessionCalls(Function<Context, Optional<ListenerSession>> sessions) {
        this.sessions = sessions;
    }

    /** @param path of one session */
    void register(RoutesConfig routes, String path) {
        routes.patch(path, this::change);
        routes.get(path + "/candidates", this::candidates);
        routes.post(path, this::heartbeat);
        routes.delete(path, this::leave);
    }

    /** Answers an offer with a session that is to be found at that place. */
    static void answer(Context ctx, ListenerSession session, String location) {
        ctx.status(201)
                .header("Location", location)
                .header("ETag", tag(session))
                .header("Accept-Patch", TRICKLE + ", " + JSON)
                .contentType("application/sdp")
                .result(session.sdpAnswer());
    }

    private void change(Context ctx) throws Exception {
        ctx.header("Accept-Patch", TRICKLE + ", " + JSON); // RFC 5789, section 3.1
        if (Bodies.isOf(ctx, TRICKLE)) {
            applyFragment(ctx);
        } else if (Bodies.isOf(ctx, JSON)) {
            addCandidate(ctx);
        } else {
            throw new ApiError(415, "bad_type", "Content-Type must be " + TRICKLE + " or " + JSON);
        }
    }

    /** Candidates, or a restart of ICE, which is answered by our side of it (RFC 9725, section 4.3). */
    private void applyFragment(Context ctx) throws Exception {
        String fragment = Bodies.text(ctx);
        ListenerSession session = sessions.apply(ctx).orElseThrow(WhepSessionCalls::notFound);
        requireMatch(ctx, tag(session));
        Optional<String> answer;
        try {
            answer = session.applyFragment(fragment);
        } catch (OfferException e) {
            throw new ApiError(400, "bad_fragment", String.valueOf(e.getMessage()));
        }
        if (answer.isEmpty()) {
            ctx.status(204);
        } else {
            ctx.status(200).header("ETag", tag(session)).contentType(TRICKLE).result(answer.get());
        }
    }

    /** A client that names the credentials it means must mean the present ones; {@code *} stands for any. */
    static void requireMatch(Context ctx, String tag) throws ApiError {
        String match = ctx.header("If-Match");
        if (match != null
                && !match.strip().equals("*")
                && !List.of(match.split("\\s*,\\s*", -1)).contains(tag)) {
            throw new ApiError(412, "restarted", "ICE was restarted since; the present ETag is " + tag);
        }
    }

    private static String tag(ListenerSession session) {
        return '"' + session.iceTag() + '"';
    }

    private void candidates(Context ctx) {
        List<Candidate> taken =
                sessions.apply(ctx).map(ListenerSession::takeCandidates).orElse(List.of());
        ArrayNode all = Json.MAPPER.createArrayNode();
        taken.forEach(each -> all.addObject().put("candidate", each.line()).put("sdpMid", each.mid()));
        Replies.json(ctx, all);
    }

    private void addCandidate(Context ctx) throws Exception {
        ObjectNode body = Bodies.object(ctx);
        String candidate = body.path("candidate").asText();
        if (candidate.isEmpty() || body.path("sdpMid").asText().isEmpty()) {
            throw new ApiError(400, "bad_candidate", "'candidate' and 'sdpMid' must be given");
        }
        ListenerSession session = sessions.apply(ctx).orElseThrow(WhepSessionCalls::notFound);
        session.addRemoteCandidate(candidate);
        ctx.status(204);
    }

    private void heartbeat(Context ctx) {
        Optional<ListenerSession> session = sessions.apply(ctx);
        if (session.isPresent()) {
            session.get().heartbeat();
            ctx.status(204);
        } else {
            ctx.status(404).contentType("text/plain").result("WebRTC session not found.");
        }
    }

    private void leave(Context ctx) {
        sessions.apply(ctx).ifPresent(ListenerSession::close);
        ctx.status(204);
    }

    private static ApiError notFound() {
        return new ApiError(404, "not_found", "there is no such listener any more");
    }
}
