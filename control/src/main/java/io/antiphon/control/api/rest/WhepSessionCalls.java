package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.schema.Json;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.ListenerSession.Candidate;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a WHEP player says to its session, once it has one. Any thread. */
final class WhepSessionCalls {
    private final Function<Context, Optional<ListenerSession>> sessions;

    /** @param sessions finds the session that a call is about */
    WhepSessionCalls(Function<Context, Optional<ListenerSession>> sessions) {
        this.sessions = sessions;
    }

    /** @param path of one session */
    void register(RoutesConfig routes, String path) {
        routes.patch(path, ctx -> OfferCalls.change(ctx, this::session, this::addCandidate));
        routes.get(path + "/candidates", this::candidates);
        routes.post(path, this::heartbeat);
        routes.delete(path, this::leave);
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
        session(ctx).addRemoteCandidate(candidate);
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

    private ListenerSession session(Context ctx) throws ApiError {
        return sessions.apply(ctx)
                .orElseThrow(() -> new ApiError(404, "not_found", "there is no such listener any more"));
    }
}
