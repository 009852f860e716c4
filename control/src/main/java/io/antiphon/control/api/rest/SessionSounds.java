package io.antiphon.control.api.rest;

import io.antiphon.control.auth.Sessions;
import io.antiphon.engine.endpoint.OfferedSession;
import io.antiphon.engine.endpoint.StreamListener;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What browsers that are logged in hear and publish: it ends with their session. A route asks for {@link #session} before it
 * lets a sound begin and calls {@code follow} with it after. Any thread.
 */
final class SessionSounds {
    /** Those that have ended by themselves are looked for each time so many more have begun. */
    private static final int LOOKED_EACH = 64;

    private final Sessions sessions;
    private final Map<Long, Sound> sounds = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    SessionSounds(Sessions sessions) {
        this.sessions = sessions;
        sessions.onEnd(this::end);
        sessions.onRenewal(this::move);
    }

    /** Id of the session by which a request came; null when it came by none. */
    @Nullable
    String session(Context ctx) {
        return sessions.id(ctx.cookie(GateFilter.COOKIE)).orElse(null);
    }

    /**
     * Ends the sound with its session.
     *
     * @param session its id; null for what belongs to none
     * @param lives whether the sound goes on by itself
     */
    void follow(@Nullable String session, OfferedSession sound, BooleanSupplier lives) {
        follow(session, lives, sound::close);
    }

    /** Ends the stream with its session, if it belongs to one. */
    void follow(@Nullable String session, StreamListener stream) {
        follow(session, () -> !stream.isOver(), stream::close);
    }

    private void follow(@Nullable String session, BooleanSupplier lives, Runnable end) {
        if (session == null) {
            return;
        }
        long own = number.incrementAndGet();
        if (own % LOOKED_EACH == 0) {
            sounds.values().removeIf(sound -> !sound.lives.getAsBoolean());
        }
        sounds.put(own, new Sound(session, lives, end));
        if (!sessions.lasts(session)) { // it ended while the sound began
            end(session);
        }
    }

    private void end(String session) {
        sounds.forEach((own, sound) -> {
            if (sound.session.equals(session) && sounds.remove(own, sound)) {
                sound.end.run();
            }
        });
    }

    private void move(String before, String after) {
        sounds.replaceAll(
                (_, sound) -> sound.session.equals(before) ? new Sound(after, sound.lives, sound.end) : sound);
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
