package io.antiphon.control.api.rest;

import io.antiphon.control.settings.IceServer;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.OfferedSession;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** What WHEP and WHIP have in common (RFC 9725): offers, answers, and what is said to a session about ICE. Any thread. */
final class OfferCalls {
    private static final String SDP = "application/sdp";
    private static final String TRICKLE = "application/trickle-ice-sdpfrag";
    private static final String JSON = "application/json";

    private OfferCalls() {}

    /** Finds the session that a call is about. */
    @FunctionalInterface
    interface Lookup {
        OfferedSession of(Context ctx) throws ApiError;
    }

    /** What takes a candidate of an ancestor's client, in JSON. */
    @FunctionalInterface
    interface CandidateCall {
        void handle(Context ctx) throws Exception;
    }

    /** The offer in the body. */
    static String offer(Context ctx) throws Exception {
        if (!Bodies.isOf(ctx, SDP)) {
            throw new ApiError(415, "bad_type", "Content-Type must be " + SDP);
        }
        String offer = Bodies.text(ctx);
        if (offer.isBlank()) {
            throw new ApiError(400, "bad_offer", "the body must be an SDP offer; it is empty");
        }
        return offer;
    }

    /** Answers an offer with a session that is to be found at that place. */
    static void answer(Context ctx, OfferedSession session, String location, List<IceServer> iceServers) {
        ctx.status(201)
                .header("Location", location)
                .header("ETag", tag(session))
                .header("Accept-Patch", TRICKLE + ", " + JSON)
                .contentType(SDP)
                .result(session.sdpAnswer());
        addLinks(ctx, iceServers);
    }

    /** What a client may ask before its offer (RFC 9725, section 4.2). */
    static void options(Context ctx, List<IceServer> iceServers) {
        ctx.status(204).header("Accept-Post", SDP);
        addLinks(ctx, iceServers);
    }

    private static void addLinks(Context ctx, List<IceServer> iceServers) {
        iceServers.forEach(server -> ctx.res().addHeader("Link", server.link()));
    }

    /** A piece of SDP, or a candidate in JSON. */
    static void change(Context ctx, Lookup sessions, CandidateCall candidate) throws Exception {
        ctx.header("Accept-Patch", TRICKLE + ", " + JSON); // RFC 5789, section 3.1
        if (Bodies.isOf(ctx, TRICKLE)) {
            applyFragment(ctx, sessions);
        } else if (Bodies.isOf(ctx, JSON)) {
            candidate.handle(ctx);
        } else {
            throw new ApiError(415, "bad_type", "Content-Type must be " + TRICKLE + " or " + JSON);
        }
    }

    /** Candidates, or a restart of ICE, which is answered by our side of it (RFC 9725, section 4.3). */
    private static void applyFragment(Context ctx, Lookup sessions) throws Exception {
        String fragment = Bodies.text(ctx);
        OfferedSession session = sessions.of(ctx);
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
    private static void requireMatch(Context ctx, String tag) throws ApiError {
        String match = ctx.header("If-Match");
        if (match != null
                && !match.strip().equals("*")
                && !List.of(match.split("\\s*,\\s*", -1)).contains(tag)) {
            throw new ApiError(412, "restarted", "ICE was restarted since; the present ETag is " + tag);
        }
    }

    private static String tag(OfferedSession session) {
        return '"' + session.iceTag() + '"';
    }
}
