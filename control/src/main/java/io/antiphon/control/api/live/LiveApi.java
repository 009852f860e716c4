package io.antiphon.control.api.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.alarm.Alarms;
import io.antiphon.control.apply.EngineFigures;
import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.apply.RunningGraph;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.running.ControlLoop;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import io.antiphon.control.stats.EndpointState;
import io.antiphon.control.stats.EndpointStates;
import io.antiphon.control.stats.EngineLoad;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSockets {@code /ws/config} and {@code /api/live}. A thread of its own makes what all clients are told, so that
 * neither the control thread nor a slow client holds up anybody. Any thread may call.
 */
public final class LiveApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveApi.class);
    private static final long LEVELS_MS = 50;
    private static final long SPECTRUM_MS = 33;
    private static final int LEVELS_PER_LOUDNESS = 2;
    private static final long STATUS_MS = 1_000;
    private static final long PING_SECONDS = 15;

    /** Attribute of an upgrade: the configuration of that moment. */
    private static final String KNOWN = "antiphon.known";

    private final RunningSystem system;
    private final GraphApplier applier;
    private final EndpointStates states;
    private final EngineLoad load;
    private final Alarms alarms;
    private final Levels levels = new Levels();
    private final Spectra spectra;

    /** Whose state was told last. The own thread's. */
    private Set<String> toldIdentities = Set.of();

    /** Whether levels are told from time to time: while somebody wants them. The own thread's. */
    private boolean tellsLevels;

    /** Whether spectra are told from time to time. The own thread's. */
    private boolean tellsSpectra;

    /** The own thread's. */
    private long levelTurns;

    /** Whose loudness is measured. The own thread's. */
    private Set<String> measured = Set.of();

    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("antiphon-live").factory());

    /**
     * @param loop the control thread
     * @param system what is configured
     * @param applier what runs
     * @param states states of sources and sinks
     * @param load how busy the engine is
     * @param alarms what is wrong
     */
    public LiveApi(
            ControlLoop loop,
            RunningSystem system,
            GraphApplier applier,
            EndpointStates states,
            EngineLoad load,
            Alarms alarms) {
        this.system = system;
        this.applier = applier;
        this.states = states;
        this.load = load;
        this.spectra = new Spectra(loop, system, applier.figures().sampleRateHz());
        this.alarms = alarms;
        system.addObserver(this::wakeLater);
        var _ = thread.scheduleAtFixedRate(guarded(this::tellStatus), STATUS_MS, STATUS_MS, TimeUnit.MILLISECONDS);
    }

    /** Adds the WebSockets. */
    public void register(RoutesConfig routes) {
        // A client may read the lists as soon as the upgrade is answered: what changes from there on it must be told.
        routes.wsBeforeUpgrade("/ws/config", ctx -> ctx.attribute(KNOWN, system.configuration()));
        routes.ws("/ws/config", ws -> serve(ws, this::configFeed));
        routes.ws("/api/live", ws -> serve(ws, ctx -> new LiveFeed(system, this::restartLoudness)));
    }

    /** Tells nobody anything any more. */
    @Override
    public void close() {
        thread.shutdownNow();
        clients.values().forEach(client -> client.session.close());
    }

    private Feed configFeed(WsConnectContext ctx) {
        Configuration known = ctx.attribute(KNOWN);
        return new ConfigFeed(system, known == null ? system.configuration() : known);
    }

    private void serve(WsConfig ws, Function<WsConnectContext, Feed> feed) {
        ws.onConnect(ctx -> connect(ctx, feed.apply(ctx)));
        ws.onMessage(ctx -> {
            Client client = clients.get(ctx.sessionId());
            if (client != null) {
                client.feed.hear(ctx.message());
                runSoon(this::beginLevels);
                runSoon(this::beginSpectra);
                runSoon(this::followLoudness);
            }
        });
        ws.onClose(ctx -> forget(ctx.sessionId()));
        ws.onError(ctx -> forget(ctx.sessionId()));
    }

    private void connect(WsConnectContext ctx, Feed feed) {
        ctx.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
        Client client = new Client(ctx.session, feed);
        clients.put(ctx.sessionId(), client);
        client.outbox.wake();
        runSoon(this::tellStatus);
    }

    /** What is heard alone stays so while somebody can see that it does. */
    private void forget(String sessionId) {
        clients.remove(sessionId);
        runSoon(this::followLoudness);
        if (!system.solo().isEmpty()
                && clients.values().stream().noneMatch(client -> client.feed instanceof LiveFeed)) {
            var _ = system.solo(Set.of());
        }
    }

    private void followLoudness() {
        Set<String> wanted = clients.values().stream()
                .flatMap(client -> client.feed.wantsLoudnessOf().stream())
                .collect(Collectors.toSet());
        if (!wanted.equals(measured)) {
            measured = wanted;
            system.measureLoudness(wanted);
        }
    }

    private void restartLoudness(Set<String> ids) {
        LoudnessLevels.restart(applier.running(), ids);
    }

    private void wakeLater() {
        runSoon(() -> {
            clients.values().forEach(client -> client.outbox.wake());
            if (!clients.isEmpty() && !states.identities().equals(toldIdentities)) {
                tellStatus();
            }
        });
    }

    private void runSoon(Runnable work) {
        runIn(0, work);
    }

    private void runIn(long ms, Runnable work) {
        try {
            var _ = thread.schedule(guarded(work), ms, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("live: closed, nothing is told any more");
        }
    }

    private void beginLevels() {
        if (!tellsLevels && isAnybodyForLevels()) {
            tellsLevels = true;
            tellLevels();
        }
    }

    private void beginSpectra() {
        if (!tellsSpectra) {
            tellSpectra();
        }
    }

    /** What does not run has none. */
    private Set<String> wantedSpectra() {
        RunningGraph running = applier.running();
        return clients.values().stream()
                .map(client -> client.feed.wantedSpectrum())
                .filter(id ->
                        running.sources().containsKey(id) || running.sinks().containsKey(id))
                .collect(Collectors.toSet());
    }

    private void tellSpectra() {
        Set<String> wanted = wantedSpectra();
        tellsSpectra = clients.values().stream()
                .anyMatch(client -> !client.feed.wantedSpectrum().isEmpty());
        try {
            Map<String, String> messages = spectra.read(wanted);
            for (Client client : clients.values()) {
                String message = messages.get(client.feed.wantedSpectrum());
                if (message != null) {
                    client.feed.offerSpectrum(message);
                    client.outbox.wake();
                }
            }
        } finally {
            if (tellsSpectra) {
                runIn(SPECTRUM_MS, this::tellSpectra);
            }
        }
    }

    private boolean isAnybodyForLevels() {
        return clients.values().stream()
                .anyMatch(client -> client.feed.wantsLevels()
                        || !client.feed.wantsLoudnessOf().isEmpty());
    }

    private void tellLevels() {
        tellsLevels = isAnybodyForLevels();
        if (!tellsLevels) {
            return;
        }
        try {
            RunningGraph running = applier.running();
            String message = levels.read(running);
            boolean loudnessToo = ++levelTurns % LEVELS_PER_LOUDNESS == 0;
            for (Client client : clients.values()) {
                if (client.feed.wantsLevels()) {
                    client.feed.offerLevels(message);
                }
                Set<String> loud = client.feed.wantsLoudnessOf();
                if (loudnessToo && !loud.isEmpty()) {
                    client.feed.offerLoudness(LoudnessLevels.read(running, loud));
                }
                client.outbox.wake();
            }
        } finally {
            runIn(LEVELS_MS, this::tellLevels);
        }
    }

    private void tellStatus() {
        if (clients.isEmpty()) {
            return;
        }
        ObjectNode message = Json.object().put("type", "status");
        ObjectNode endpoints = message.putObject("endpoints");
        Map<String, EndpointState> all = states.all();
        toldIdentities = all.keySet();
        Map<String, String> unheard = alarms.unheard();
        all.forEach((id, state) -> endpoints.set(id, endpoint(state, unheard.get(id))));
        EngineFigures figures = applier.figures();
        message.putObject("engine")
                .put("xruns", figures.count("xruns"))
                .put("latenessP99Us", figures.latenessP99Us())
                .put("loadPercent", load.percent(figures));
        message.set("alarms", alarms.now());
        String text = Json.text(message);
        clients.values().forEach(client -> {
            client.feed.offerStatus(text);
            client.outbox.wake();
        });
    }

    private static ObjectNode endpoint(EndpointState state, @Nullable String unheard) {
        return Json.object()
                .put("state", unheard == null ? state.state() : "unavailable")
                .put("kind", state.kind())
                .put("format", state.format())
                .put("problem", unheard == null ? state.problem() : unheard)
                .put("latencyMs", state.latencyMs())
                .put("limiterMs", state.limiterMs())
                .put("listeners", state.listeners());
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("live: telling clients failed", e);
            }
        };
    }

    /** One connected client. */
    private static final class Client {
        private final Session session;
        private final Feed feed;
        private final Outbox outbox;

        private Client(Session session, Feed feed) {
            this.session = session;
            this.feed = feed;
            this.outbox = new Outbox(
                    feed::next,
                    (message, done) -> session.sendText(
                            message, Callback.from(() -> done.accept(true), failure -> done.accept(false))));
        }
    }
}
