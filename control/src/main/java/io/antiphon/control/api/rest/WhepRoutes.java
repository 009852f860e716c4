package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.listen.ListenersFullException;
import io.antiphon.control.listen.Listening;
import io.antiphon.control.listen.Listening.Ticket;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.IceServer;
import io.antiphon.control.settings.Setting;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.ListenerSession.Candidate;
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

    private static final String TRICKLE = "application/trickle-ice-sdpfrag";
    private static final String JSON = "application/json";

    private final Listening listening;
    private final List<IceServer> iceServers;
    private final Senders senders;

    WhepRoutes(Listening listening, List<IceServer> iceServers, Senders senders) {
        this.listening = listening;
        this.iceServers = iceServers;
        this.senders = senders;
    }

    void register(RoutesConfig routes) {
        routes.post(SINK, this::join);
        routes.options(SINK, this::options);
        routes.patch(LISTENER, this::change);
        routes.get(LISTENER + "/candidates", this::candidates);
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
                    .header("ETag", tag(session))
                    .header("Accept-Patch", TRICKLE + ", " + JSON)
                    .contentType("application/sdp")
                    .result(session.sdpAnswer());
            addLinks(ctx);
        } catch (OfferException e) {
            throw new ApiError(400, "bad_offer", String.valueOf(e.getMessage()));
        } catch (ListenersFullException e) {
            throw full(ctx, e.problem());
        } catch (UnavailableException e) {
            throw unavailable(ctx, e);
        }
    }

    /** What a player may ask before its offer (RFC 9725, section 4.2). */
    private void options(Context ctx) {
        ctx.status(204).header("Accept-Post", "application/sdp");
        addLinks(ctx);
    }

    private void addLinks(Context ctx) {
        iceServers.forEach(server -> ctx.res().addHeader("Link", server.link()));
    }

    private Ticket place(Context ctx) throws Exception {
        CompletableFuture<Ticket> admission = listening.admit(ctx.pathParam("sink"), senders.listener(ctx));
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
        ListenerSession session = session(ctx).orElseThrow(WhepRoutes::notFound);
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
                session(ctx).map(ListenerSession::takeCandidates).orElse(List.of());
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
