package io.antiphon.control.listen;

import io.antiphon.control.apply.TapId;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.model.Sink;
import io.antiphon.control.running.ControlLoop;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.ListenLimits;
import io.antiphon.control.settings.Setting;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import io.antiphon.engine.endpoint.BroadcastProvider;
import io.antiphon.engine.endpoint.ListenerSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Listeners of sinks: a sink goes on the air when its first listener joins and off the air some seconds after the last has
 * left. Any thread may call; what goes on the air and off is decided on the control thread.
 *
 * <p>A temporary sink ends when its last listener has ended, or when none came in {@value #WAIT_MS} ms.
 */
public final class Listening implements AutoCloseable {
    /** A page that is loaded anew finds its broadcast still open. */
    private static final long LINGER_MS = 2_000;

    /** For so long a temporary sink waits for its first listener. */
    private static final long WAIT_MS = 30_000;

    private final ControlLoop loop;
    private final RunningSystem system;
    private final BroadcastProvider provider;
    private final ListenLimits limits;
    private final long waitMs;

    /** Who asked for temporary sinks, by identity of the sink. Control thread. */
    private final Map<String, ListenerOrigin> temporary = new LinkedHashMap<>();

    /** Who is being let in or listens. Control thread. */
    private final List<Ticket> seats = new ArrayList<>();

    private volatile Predicate<String> heardByOthers = _ -> false;

    private final Map<String, OnAir> onAir = new ConcurrentHashMap<>();

    /**
     * @param loop the control thread
     * @param system whose sinks are listened to
     * @param provider how listeners hear
     * @param limits how many there may be
     */
    public Listening(ControlLoop loop, RunningSystem system, BroadcastProvider provider, ListenLimits limits) {
        this(loop, system, provider, limits, WAIT_MS);
    }

    /** As above, with another time that temporary sinks wait. */
    Listening(ControlLoop loop, RunningSystem system, BroadcastProvider provider, ListenLimits limits, long waitMs) {
        this.waitMs = waitMs;
        this.loop = loop;
        this.system = system;
        this.provider = provider;
        this.limits = limits;
        system.addObserver(this::dropDeleted);
    }

    /** Tells who else may be listening to a sink: a temporary one stays as long. Before anybody listens. */
    public void alsoHeardBy(Predicate<String> others) {
        heardByOthers = others;
    }

    /**
     * Finds the sink and takes it on the air. To be followed by {@link Ticket#join} or {@link Ticket#close}.
     *
     * @param origin where the listener comes from
     * @return a place kept for one listener; fails with {@link ChangeRefused} when there is no such sink, with {@link
     *     ListenersFullException} when there is no place
     */
    public CompletableFuture<Ticket> admit(String sinkNameOrId, ListenerOrigin origin) {
        return loop.submit(() -> {
            Sink sink = system.everything()
                    .sink(sinkNameOrId)
                    .orElseThrow(
                            () -> ConfigurationEditor.unknown(system.configuration(), EntityKind.SINK, sinkNameOrId));
            if (sink.group()) {
                throw new ChangeRefused(
                        ChangeRefused.Reason.CONFLICT,
                        Problem.of("is_group", "sink", "'" + sink.name() + "' is a group; listen to one of its sinks"));
            }
            requireSeat(origin);
            OnAir air = onAir.get(sink.configId());
            if (air == null) {
                air = takeOnAir(sink);
            }
            air.joining++;
            Ticket ticket = new Ticket(air, origin);
            seats.add(ticket);
            return ticket;
        });
    }

    /**
     * Makes a temporary sink for listening to a source or a route.
     *
     * @param from where the listener comes from
     * @return fails with {@link ChangeRefused} when there is no such thing, with {@link ListenersFullException} when there
     *     are as many temporary sinks as there may be listeners
     */
    public CompletableFuture<TemporarySink> setUp(EntityKind kind, String nameOrId, ListenerOrigin from) {
        return loop.submit(() -> {
            Entity origin = system.configuration()
                    .find(kind, nameOrId)
                    .orElseThrow(() -> ConfigurationEditor.unknown(system.configuration(), kind, nameOrId));
            if (temporary.size() >= limits.listeners()) {
                throw new ListenersFullException(
                        "there are " + temporary.size() + " temporary sinks", Setting.MAX_LISTENERS);
            }
            requireRoom(temporary.values(), from, "temporary sinks were made");
            TemporarySink made = TemporarySink.of(kind, origin);
            system.putPassing(made.sinkId(), made);
            temporary.put(made.sinkId(), from);
            loop.after(waitMs, () -> endUnused(made.sinkId()));
            return made;
        });
    }

    /**
     * Ends a temporary sink and all who listen to it.
     *
     * @return false when the sink is configured, and stays
     */
    public CompletableFuture<Boolean> remove(String sinkId) {
        return loop.submit(() -> {
            end(sinkId);
            return system.configuration().sink(sinkId).isEmpty();
        });
    }

    /** The session of a listener, if it still lives. */
    public Optional<ListenerSession> session(String sinkNameOrId, String listenerId) {
        return system.everything()
                .sink(sinkNameOrId)
                .map(sink -> onAir.get(sink.configId()))
                .flatMap(air -> air.broadcast.session(listenerId));
    }

    /** All sessions of a sink, by its identity. */
    public List<ListenerSession> sessions(String sinkId) {
        OnAir air = onAir.get(sinkId);
        return air == null ? List.of() : air.broadcast.sessions();
    }

    /** What was counted of a sink's broadcast, by its identity, such as the encoders that run; empty while nobody listens. */
    public Map<String, Long> counters(String sinkId) {
        OnAir air = onAir.get(sinkId);
        return air == null ? Map.of() : air.broadcast.input().status().counters();
    }

    /** Ends all sessions. */
    @Override
    public void close() {
        onAir.values().forEach(air -> air.broadcast.close());
        onAir.clear();
    }

    private void requireSeat(ListenerOrigin origin) throws ListenersFullException {
        seats.removeIf(Ticket::isOver);
        if (seats.size() >= limits.listeners()) {
            throw new ListenersFullException(limits.listeners() + " browsers listen", Setting.MAX_LISTENERS);
        }
        requireRoom(seats.stream().map(seat -> seat.origin).toList(), origin, "browsers listen");
    }

    private void requireRoom(Collection<ListenerOrigin> taken, ListenerOrigin origin, String what)
            throws ListenersFullException {
        long there = taken.stream()
                .filter(each -> each.address().equals(origin.address()))
                .count();
        if (there >= limits.listenersPerAddress()) {
            throw new ListenersFullException(
                    there + " " + what + " from " + origin.address(), Setting.MAX_LISTENERS_PER_ADDRESS);
        }
        long ofUser = origin.user().isEmpty()
                ? 0
                : taken.stream()
                        .filter(each -> each.user().equals(origin.user()))
                        .count();
        if (ofUser >= limits.listenersPerUser()) {
            throw new ListenersFullException(
                    ofUser + " " + what + " by '" + origin.user() + "'", Setting.MAX_LISTENERS_PER_USER);
        }
    }

    private OnAir takeOnAir(Sink sink) {
        String id = sink.configId();
        Broadcast broadcast = provider.open(sink.name(), () -> loop.after(LINGER_MS, () -> dropEmpty(id)));
        OnAir air = new OnAir(id, broadcast);
        system.putTap(TapId.browsers(id), broadcast.input());
        onAir.put(id, air);
        return air;
    }

    private void dropEmpty(String sinkId) {
        seats.removeIf(Ticket::isOver);
        OnAir air = onAir.get(sinkId);
        if (air != null && air.joining == 0 && air.broadcast.sessions().isEmpty()) {
            drop(air);
            if (air.heard && !heardByOthers.test(sinkId)) {
                end(sinkId);
            }
        }
    }

    /** Ends a temporary sink that nobody listens to; looks again later otherwise. */
    private void endUnused(String sinkId) {
        OnAir air = onAir.get(sinkId);
        boolean used = heardByOthers.test(sinkId)
                || (air != null && (air.joining > 0 || !air.broadcast.sessions().isEmpty()));
        if (!used) {
            end(sinkId);
        } else if (temporary.containsKey(sinkId)) {
            loop.after(waitMs, () -> endUnused(sinkId));
        }
    }

    private void end(String sinkId) {
        if (temporary.remove(sinkId) != null) {
            OnAir air = onAir.get(sinkId);
            if (air != null) {
                drop(air);
            }
            system.removePassing(sinkId);
        }
    }

    private void dropDeleted() {
        for (String sinkId : List.copyOf(temporary.keySet())) {
            if (system.everything().sink(sinkId).isEmpty()) {
                end(sinkId); // what it was made from is gone
            }
        }
        for (OnAir air : onAir.values()) {
            boolean listenable = system.everything().sinks().stream()
                    .anyMatch(sink -> sink.configId().equals(air.sinkId) && !sink.group());
            if (!listenable) {
                drop(air);
            }
        }
    }

    private void drop(OnAir air) {
        onAir.remove(air.sinkId);
        system.removeTap(TapId.browsers(air.sinkId));
        air.broadcast.close();
    }

    /** A place kept for one listener: as long as it is open, the sink stays on the air. Used once, by one thread. */
    public final class Ticket implements AutoCloseable {
        private final OnAir air;
        private final ListenerOrigin origin;
        private volatile @Nullable ListenerSession session;
        private volatile boolean closed;

        private Ticket(OnAir air, ListenerOrigin origin) {
            this.air = air;
            this.origin = origin;
        }

        /**
         * Lets the listener in.
         *
         * @throws OfferException when the offer cannot be answered
         * @throws UnavailableException when it could be, but not now or not here
         */
        public ListenerSession join(String sdpOffer) throws OfferException, UnavailableException {
            ListenerSession joined = air.broadcast.join(sdpOffer);
            session = joined;
            air.heard = true;
            return joined;
        }

        /** Gives the place back; a listener that has joined stays. */
        @Override
        public void close() {
            closed = true;
            loop.execute(() -> air.joining--);
            loop.after(LINGER_MS, () -> dropEmpty(air.sinkId));
        }

        /** True when nobody is let in by it any more and who was has left. */
        private boolean isOver() {
            ListenerSession joined = session;
            return closed
                    && (joined == null || air.broadcast.session(joined.id()).isEmpty());
        }
    }

    /** A sink on the air. */
    private static final class OnAir {
        private final String sinkId;
        private final Broadcast broadcast;

        /** Listeners that are being let in. Control thread. */
        private int joining;

        /** Whether somebody has ever listened. */
        private volatile boolean heard;

        private OnAir(String sinkId, Broadcast broadcast) {
            this.sinkId = sinkId;
            this.broadcast = broadcast;
        }
    }
}
