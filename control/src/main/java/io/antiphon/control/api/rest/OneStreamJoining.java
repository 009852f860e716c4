package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.listen.OneStream;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import io.antiphon.engine.endpoint.ListenerSession;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How browsers join one stream: by an offer in JSON, as the ancestor's page does, and by WHEP (draft-ietf-wish-whep). Any
 * thread.
 */
final class OneStreamJoining {
    private static final String WHEP = "/whep";
    private static final String LISTENER = WHEP + "/{listener}";
    private static final String SDP = "application/sdp";
    private static final String JSON = "application/json";
    private static final int RETRY_SECONDS = 30;
    private static final int MAX_LISTENERS = 256;
    private static final int MAX_LISTENERS_PER_ADDRESS = 32;

    private final OneStream stream;

    /** Where each listener comes from, by its identity; those that have left are taken out when the next one joins. */
    private final Map<String, String> seats = new HashMap<>();

    OneStreamJoining(OneStream stream) {
        this.stream = stream;
    }

    void register(RoutesConfig routes) {
        routes.post("/offer", this::offer);
        routes.post(WHEP, this::join);
        routes.options(WHEP, ctx -> OfferCalls.options(ctx, stream.iceServers()));
        new WhepSessionCalls(this::session).register(routes, LISTENER);
    }

    private void offer(Context ctx) throws Exception {
        requireType(ctx, JSON);
        ObjectNode body = Bodies.object(ctx);
        if (!body.path("type").asText().equals("offer")) {
            throw new ApiError(422, List.of(Problem.of("type", "type", "must be \"offer\"")));
        }
        ListenerSession session = joined(ctx, body.path("sdp").asText());
        Replies.json(ctx, Json.object().put("sdp", session.sdpAnswer()).put("type", "answer"));
    }

    private void join(Context ctx) throws Exception {
        requireType(ctx, SDP);
        ListenerSession session = joined(ctx, Bodies.text(ctx));
        OfferCalls.answer(ctx, session, WHEP + "/" + session.id(), stream.iceServers());
    }

    /** One at a time, so that two cannot both take the last seat. */
    private synchronized ListenerSession joined(Context ctx, String offer) throws ApiError {
        if (offer.isBlank()) {
            throw new ApiError(400, "bad_offer", "there must be an SDP offer; it is empty");
        }
        String address = ctx.req().getRemoteAddr();
        requireSeat(ctx, address);
        try {
            ListenerSession session = stream.broadcast().join(offer);
            seats.put(session.id(), address);
            return session;
        } catch (OfferException e) {
            throw new ApiError(400, "bad_offer", String.valueOf(e.getMessage()));
        } catch (UnavailableException e) {
            throw full(ctx, "cannot_listen", String.valueOf(e.getMessage()));
        }
    }

    private void requireSeat(Context ctx, String address) throws ApiError {
        seats.keySet().removeIf(id -> stream.broadcast().session(id).isEmpty());
        if (seats.size() >= MAX_LISTENERS) {
            throw full(ctx, "too_many_listeners", MAX_LISTENERS + " browsers listen");
        }
        if (seats.values().stream().filter(address::equals).count() >= MAX_LISTENERS_PER_ADDRESS) {
            throw full(ctx, "too_many_listeners", MAX_LISTENERS_PER_ADDRESS + " browsers listen from " + address);
        }
    }

    private static ApiError full(Context ctx, String code, String message) {
        ctx.header("Retry-After", Integer.toString(RETRY_SECONDS));
        return new ApiError(503, code, message);
    }

    private Optional<ListenerSession> session(Context ctx) {
        return stream.broadcast().session(ctx.pathParam("listener"));
    }

    private static void requireType(Context ctx, String type) throws ApiError {
        if (!Bodies.isOf(ctx, type)) {
            throw new ApiError(415, "bad_type", "Content-Type must be " + type);
        }
    }
}
