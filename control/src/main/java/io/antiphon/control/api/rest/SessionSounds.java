package io.antiphon.control.api.rest;

import io.antiphon.control.auth.Sessions;
import io.antiphon.engine.endpoint.OfferedSession;
import io.antiphon.engine.endpoint.StreamListener;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** What browsers that are logged in hear and publish: it ends with their session. Any thread. */
final class SessionSounds {
    private final Sessions sessions;
    private final Map<Long, Sound> sounds = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    SessionSounds(Sessions sessions) {
        this.sessions = sessions;
        sessions.onEnd(this::end);
    }

    /**
     * Ends the sound with the session of the request, if that has one.
     *
     * @param lives whether it goes on by itself
     */
    void follow(Context ctx, OfferedSession sound, BooleanSupplier lives) {
        follow(ctx, lives, sound::close);
    }

    /** Ends the stream with the session of the request, if that has one. */
    void follow(Context ctx, StreamListener stream) {
        follow(ctx, () -> !stream.isOver(), stream::close);
    }

    private void follow(Context ctx, BooleanSupplier lives, Runnable end) {
        sounds.values().removeIf(sound -> !sound.lives.getAsBoolean());
        sessions.id(ctx.cookie(GateFilter.COOKIE)).ifPresent(session -> {
            sounds.put(number.incrementAndGet(), new Sound(session, lives, end));
            if (!sessions.lasts(session)) { // it ended meanwhile
                end(session);
            }
        });
    }

    private void end(String session) {
        sounds.values().removeIf(sound -> {
            boolean its = sound.session.equals(session);
            if (its) {
                sound.end.run();
            }
            return its;
        });
    }

    /**
     * A sound that a session listens to or publishes.
     *
     * @param session id of the session
     * @param lives whether it has not ended by itself
     * @param end ends it
     */
    private record Sound(String session, BooleanSupplier lives, Runnable end) {}
}
