package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.listen.Listening;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.ListenerSession;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Listening by WHEP (draft-ietf-wish-whep), with the ancestors' candidate polling and heartbeat. Any thread. */
final class WhepRoutes {
    private static final String SINK = "/api/whep/{sink}";
    private static final String LISTENER = SINK + "/{listener}";

    private final Listening listening;

    WhepRoutes(Listening listening) {
        this.listening = listening;
    }

    void register(RoutesConfig routes) {
        routes.post(SINK, this::join);
        routes.patch(LISTENER, this::addCandidate);
        routes.get(LISTENER + "/candidates", ctx -> Replies.json(ctx, List.of()));
        routes.post(LISTENER, this::heartbeat);
        routes.delete(LISTENER, this::leave);
    }

    private void join(Context ctx) throws Exception {
        if (!Bodies.isOf(ctx, "application/sdp")) {
            throw new ApiError(415, "bad_type", "Content-Type must be application/sdp");
        }
        String offer = Bodies.text(ctx);
        if (offer.isBlank()) {
            throw new ApiError(400, "bad_offer", "the body must be an SDP offer; it is empty");
        }
        try (Listening.Ticket ticket = Replies.await(listening.admit(ctx.pathParam("sink")))) {
            ListenerSession session = ticket.join(offer);
            ctx.status(201)
                    .header("Location", "/api/whep/" + PathSegment.encode(ctx.pathParam("sink")) + "/" + session.id())
                    .header("Access-Control-Expose-Headers", "Location")
                    .contentType("application/sdp")
                    .result(session.sdpAnswer());
        } catch (OfferException e) {
            throw new ApiError(400, "bad_offer", String.valueOf(e.getMessage()));
        }
    }

    private void addCandidate(Context ctx) throws Exception {
        if (!Bodies.isOf(ctx, "application/json")) {
            throw new ApiError(415, "bad_type", "Content-Type must be application/json");
        }
        ObjectNode body = Bodies.object(ctx);
        String candidate = body.path("candidate").asText();
        if (candidate.isEmpty() || body.path("sdpMid").asText().isEmpty()) {
            throw new ApiError(400, "bad_candidate", "'candidate' and 'sdpMid' must be given");
        }
        ListenerSession session = session(ctx).orElseThrow(WhepRoutes::notFound);
        session.addRemoteCandidate(candidate);
        ctx.status(204);
    }

    private void heartbeat(Context ctx) {
        Optional<ListenerSession> session = session(ctx);
        if (session.isPresent()) {
            session.get().heartbeat();
            ctx.status(204);
        } else {
            ctx.status(404).contentType("text/plain").result("WebRTC session not found.");
        }
    }

    private void leave(Context ctx) {
        session(ctx).ifPresent(ListenerSession::close);
        ctx.status(204);
    }

    private Optional<ListenerSession> session(Context ctx) {
        return listening.session(ctx.pathParam("sink"), ctx.pathParam("listener"));
    }

    private static ApiError notFound() {
        return new ApiError(404, "not_found", "there is no such listener any more");
    }
}
