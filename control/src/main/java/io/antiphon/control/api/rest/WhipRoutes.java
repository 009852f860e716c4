package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.publish.PublishersFullException;
import io.antiphon.control.publish.Publishing;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import io.antiphon.engine.endpoint.PublisherSession;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Publishing by WHIP (RFC 9725). Any thread. */
final class WhipRoutes {
    private static final String SOURCE = "/api/whip/{source}";
    private static final String PUBLISHER = SOURCE + "/{publisher}";
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private final Publishing publishing;
    private final Senders senders;

    WhipRoutes(Publishing publishing, Senders senders) {
        this.publishing = publishing;
        this.senders = senders;
    }

    void register(RoutesConfig routes) {
        routes.post(SOURCE, this::publish);
        routes.patch(PUBLISHER, this::addCandidates);
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
                    .header("Access-Control-Expose-Headers", "Location, Retry-After")
                    .header("Accept-Patch", FRAGMENT)
                    .contentType("application/sdp")
                    .result(session.sdpAnswer());
        } catch (OfferException e) {
            throw new ApiError(400, "bad_offer", String.valueOf(e.getMessage()));
        } catch (PublishersFullException e) {
            throw WhepRoutes.full(ctx, e.problem());
        } catch (UnavailableException e) {
            throw new ApiError(503, "nobody_can_publish", String.valueOf(e.getMessage()));
        }
    }

    /** As the standard has them, or one in JSON as for listeners; an ICE-lite server only notes them. */
    private void addCandidates(Context ctx) throws Exception {
        List<String> candidates;
        if (Bodies.isOf(ctx, FRAGMENT)) {
            candidates = Bodies.text(ctx)
                    .lines()
                    .filter(line -> line.startsWith("a=candidate:"))
                    .map(line -> line.substring(2))
                    .toList();
        } else if (Bodies.isOf(ctx, "application/json")) {
            ObjectNode body = Bodies.object(ctx);
            candidates = List.of(body.path("candidate").asText());
        } else {
            throw new ApiError(415, "bad_type", "Content-Type must be " + FRAGMENT + " or application/json");
        }
        if (candidates.contains("")) {
            throw new ApiError(400, "bad_candidate", "'candidate' must be given");
        }
        PublisherSession session = publishing
                .session(ctx.pathParam("publisher"))
                .orElseThrow(() -> new ApiError(404, "not_found", "there is no such publisher any more"));
        candidates.forEach(session::addRemoteCandidate);
        ctx.status(204);
    }

    /** One that has ended already is as good as ended. */
    private void end(Context ctx) {
        publishing.session(ctx.pathParam("publisher")).ifPresent(PublisherSession::close);
        ctx.status(200);
    }
}
