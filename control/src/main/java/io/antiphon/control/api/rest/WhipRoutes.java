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

/** Publishing by WHIP (RFC 9725). Any thread. */
final class WhipRoutes {
    private static final String SOURCE = "/api/whip/{source}";
    private static final String PUBLISHER = SOURCE + "/{publisher}";

    private final Publishing publishing;
    private final List<IceServer> iceServers;
    private final Senders senders;
    private final SessionSounds sounds;

    WhipRoutes(Publishing publishing, List<IceServer> iceServers, Senders senders, SessionSounds sounds) {
        this.publishing = publishing;
        this.iceServers = iceServers;
        this.senders = senders;
        this.sounds = sounds;
    }

    void register(RoutesConfig routes) {
        routes.post(SOURCE, this::publish);
        routes.options(SOURCE, ctx -> OfferCalls.options(ctx, iceServers));
        routes.patch(PUBLISHER, ctx -> OfferCalls.change(ctx, this::session, this::addCandidate));
        routes.delete(PUBLISHER, this::end);
    }

    private void publish(Context ctx) throws Exception {
        String offer = OfferCalls.offer(ctx);
        String name = ctx.pathParam("source");
        String login = sounds.session(ctx);
        try {
            PublisherSession session = Replies.await(publishing.publish(name, offer, senders.name(ctx)));
            sounds.follow(login, session, () -> publishing.session(session.id()).isPresent());
            OfferCalls.answer(ctx, session, "/api/whip/" + PathSegment.encode(name) + "/" + session.id(), iceServers);
        } catch (OfferException e) {
            throw new ApiError(400, "bad_offer", String.valueOf(e.getMessage()));
        } catch (PublishersFullException e) {
            throw WhepRoutes.full(ctx, e.problem());
        } catch (UnavailableException e) {
            throw new ApiError(503, "nobody_can_publish", String.valueOf(e.getMessage()));
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

    /** One that has ended already is as good as ended. */
    private void end(Context ctx) {
        publishing.session(ctx.pathParam("publisher")).ifPresent(PublisherSession::close);
        ctx.status(200);
    }
}
