package io.antiphon.control.api.rest;

import io.antiphon.control.publish.PublishersFullException;
import io.antiphon.control.publish.Publishing;
import io.antiphon.control.settings.IceServer;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import io.antiphon.engine.endpoint.PublisherSession;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Publishing by WHIP (RFC 9725). Any thread. */
final class WhipRoutes {
    private static final String SOURCE = "/api/whip/{source}";
    private static final String PUBLISHER = SOURCE + "/{publisher}";
    private static final String TRICKLE = "application/trickle-ice-sdpfrag";
    private static final String JSON = "application/json";

    private final Publishing publishing;
    private final List<IceServer> iceServers;
    private final Senders senders;

    WhipRoutes(Publishing publishing, List<IceServer> iceServers, Senders senders) {
        this.publishing = publishing;
        this.iceServers = iceServers;
        this.senders = senders;
    }

    void register(RoutesConfig routes) {
        routes.post(SOURCE, this::publish);
        routes.options(SOURCE, this::options);
        routes.patch(PUBLISHER, this::change);
        routes.delete(PUBLISHER, this::end);
    }

    private void publish(Context ctx) throws Exception {
        if (!Bodies.isOf(ctx, "application/sdp")) {
            throw new ApiError(415, "bad_type", "Content-Type must be application/sdp");
        }
        String offer = Bodies.text(ctx);
        if (offer.isBlank()) {
            throw new ApiError(400, "bad_offer", "the body must be an SDP offer; it is empty");
        }
        String name = ctx.pathParam("source");
        try {
            PublisherSession session = Replies.await(publishing.publish(name, offer, senders.name(ctx)));
            ctx.status(201)
                    .header("Location", "/api/whip/" + PathSegment.encode(name) + "/" + session.id())
                    .header("ETag", tag(session))
                    .header("Accept-Patch", TRICKLE + ", " + JSON)
                    .contentType("application/sdp")
                    .result(session.sdpAnswer());
            addLinks(ctx);
        } catch (OfferException e) {
            throw new ApiError(400, "bad_offer", String.valueOf(e.getMessage()));
        } catch (PublishersFullException e) {
            throw WhepRoutes.full(ctx, e.problem());
        } catch (UnavailableException e) {
            throw new ApiError(503, "nobody_can_publish", String.valueOf(e.getMessage()));
        }
    }

    /** What a publisher may ask before its offer (RFC 9725, section 4.2). */
    private void options(Context ctx) {
        ctx.status(204).header("Accept-Post", "application/sdp");
        addLinks(ctx);
    }

    private void addLinks(Context ctx) {
        iceServers.forEach(server -> ctx.res().addHeader("Link", server.link()));
    }

    private void change(Context ctx) throws Exception {
        ctx.header("Accept-Patch", TRICKLE + ", " + JSON);
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
        PublisherSession session = session(ctx);
        WhepSessionCalls.requireMatch(ctx, tag(session));
        try {
            Optional<String> answer = session.applyFragment(fragment);
            ctx.status(answer.isEmpty() ? 204 : 200);
            answer.ifPresent(ours ->
                    ctx.header("ETag", tag(session)).contentType(TRICKLE).result(ours));
        } catch (OfferException e) {
            throw new ApiError(400, "bad_fragment", String.valueOf(e.getMessage()));
        }
    }

    private void addCandidate(Context ctx) throws Exception {
        String candidate = Bodies.object(ctx).path("candidate").asText();
        if (candidate.isEmpty()) {
            throw new ApiError(400, "bad_candidate", "'candidate' must be given");
        }
        session(ctx).addRemoteCandidate(candidate);
        ctx.status(204);
    }

    private PublisherSession session(Context ctx) throws ApiError {
        return publishing
                .session(ctx.pathParam("publisher"))
                .orElseThrow(() -> new ApiError(404, "not_found", "there is no such publisher any more"));
    }

    private static String tag(PublisherSession session) {
        return '"' + session.iceTag() + '"';
    }

    /** One that has ended already is as good as ended. */
    private void end(Context ctx) {
        publishing.session(ctx.pathParam("publisher")).ifPresent(PublisherSession::close);
        ctx.status(200);
    }
}
