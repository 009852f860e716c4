package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.listen.ListenersFullException;
import io.antiphon.control.listen.Listening;
import io.antiphon.control.listen.Listening.Ticket;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.Setting;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import io.antiphon.engine.endpoint.ListenerSession;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Listening by WHEP (draft-ietf-wish-whep), with the ancestors' candidate polling and heartbeat. Any thread. */
final class WhepRoutes {
    private static final String SINK = "/api/whep/{sink}";
    private static final String LISTENER = SINK + "/{listener}";

    /** The time after which a session whose browser vanished is forgotten. */
    private static final int RETRY_SECONDS = 30;

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
        try (Ticket ticket = place(ctx)) {
            ListenerSession session = ticket.join(offer);
            ctx.status(201)
                    .header("Location", "/api/whep/" + PathSegment.encode(ctx.pathParam("sink")) + "/" + session.id())
                    .header("Access-Control-Expose-Headers", "Location, Retry-After")
                    .contentType("application/sdp")
                    .result(session.sdpAnswer());
        } catch (OfferException e) {
            throw new ApiError(400, "bad_offer", String.valueOf(e.getMessage()));
        } catch (ListenersFullException e) {
            throw full(ctx, e.problem());
        } catch (UnavailableException e) {
            throw unavailable(ctx, e);
        }
    }

    private Ticket place(Context ctx) throws Exception {
        CompletableFuture<Ticket> admission =
                listening.admit(ctx.pathParam("sink"), ctx.req().getRemoteAddr());
        try {
            return Replies.await(admission);
        } catch (Exception e) {
            var _ = admission.thenAccept(Ticket::close); // one that comes too late is nobody's
            throw e;
        }
    }

    private static ApiError unavailable(Context ctx, UnavailableException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.why()) {
            case NOBODY_CAN_LISTEN -> new ApiError(503, "nobody_can_listen", message);
            case TOO_MANY_ENCODINGS ->
                full(
                        ctx,
                        new Problem(
                                "too_many_encodings",
                                message,
                                Setting.MAX_ENCODINGS_PER_SINK.key(),
                                "Ask for the bit rate and channels that another listener has, wait, or raise "
                                        + Setting.MAX_ENCODINGS_PER_SINK.flag() + ".",
                                null));
        };
    }

    /** There is no room now; somebody may leave. */
    static ApiError full(Context ctx, Problem problem) {
        ctx.header("Retry-After", Integer.toString(RETRY_SECONDS));
        return new ApiError(503, List.of(problem));
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
