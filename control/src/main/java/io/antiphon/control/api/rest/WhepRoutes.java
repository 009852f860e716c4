package io.antiphon.control.api.rest;

import io.antiphon.control.listen.ListenersFullException;
import io.antiphon.control.listen.Listening;
import io.antiphon.control.listen.Listening.Ticket;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.IceServer;
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
    private final List<IceServer> iceServers;
    private final Senders senders;
    private final SessionSounds sounds;

    WhepRoutes(Listening listening, List<IceServer> iceServers, Senders senders, SessionSounds sounds) {
        this.listening = listening;
        this.iceServers = iceServers;
        this.senders = senders;
        this.sounds = sounds;
    }

    void register(RoutesConfig routes) {
        routes.post(SINK, this::join);
        routes.options(SINK, ctx -> OfferCalls.options(ctx, iceServers));
        new WhepSessionCalls(this::session).register(routes, LISTENER);
    }

    private void join(Context ctx) throws Exception {
        String offer = OfferCalls.offer(ctx);
        String login = sounds.session(ctx);
        try (Ticket ticket = place(ctx)) {
            ListenerSession session = ticket.join(offer);
            sounds.follow(login, session, () -> !session.status().state().equals("closed"));
            String sink = PathSegment.encode(ctx.pathParam("sink"));
            OfferCalls.answer(ctx, session, "/api/whep/" + sink + "/" + session.id(), iceServers);
        } catch (OfferException e) {
            throw new ApiError(400, "bad_offer", String.valueOf(e.getMessage()));
        } catch (ListenersFullException e) {
            throw full(ctx, e.problem());
        } catch (UnavailableException e) {
            throw unavailable(ctx, e);
        }
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

    private Optional<ListenerSession> session(Context ctx) {
        return listening.session(ctx.pathParam("sink"), ctx.pathParam("listener"));
    }
}
