package io.antiphon.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.alarm.Alarms;
import io.antiphon.control.api.ApiServer;
import io.antiphon.control.api.StartException;
import io.antiphon.control.api.live.LiveApi;
import io.antiphon.control.api.live.LogApi;
import io.antiphon.control.api.live.StreamSocket;
import io.antiphon.control.api.rest.RestApi;
import io.antiphon.control.api.rest.RestParts;
import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.auth.ApiTokens;
import io.antiphon.control.auth.CertificateWatch;
import io.antiphon.control.auth.Gate;
import io.antiphon.control.auth.LoginLink;
import io.antiphon.control.auth.ServerCertificate;
import io.antiphon.control.auth.Sessions;
import io.antiphon.control.auth.Users;
import io.antiphon.control.auth.WrongTries;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.listen.Listening;
import io.antiphon.control.listen.Streaming;
import io.antiphon.control.listen.TestTones;
import io.antiphon.control.logbook.AuditLog;
import io.antiphon.control.logbook.LogFiles;
import io.antiphon.control.logbook.LogLevels;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.preset.EqualizerBook;
import io.antiphon.control.preset.Preferences;
import io.antiphon.control.publish.Publishing;
import io.antiphon.control.running.ControlLoop;
import io.antiphon.control.running.HeapRoom;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.scene.SceneBook;
import io.antiphon.control.schema.Json;
import io.antiphon.control.settings.AntiphonSettings;
import io.antiphon.control.stats.EndpointStates;
import io.antiphon.control.stats.EngineLoad;
import io.antiphon.control.stats.GraphClocks;
import io.antiphon.control.stats.GraphCollector;
import io.antiphon.control.stats.Health;
import io.antiphon.control.stats.HistoryFigures;
import io.antiphon.control.stats.MachineReport;
import io.antiphon.control.stats.Metrics;
import io.antiphon.control.stats.RequestTimes;
import io.antiphon.control.stats.StatsReport;
import io.antiphon.control.store.BadFileException;
import io.antiphon.control.store.ConfigurationStore;
import io.antiphon.control.store.FileEdit;
import io.antiphon.control.timeshift.KeptStreams;
import io.antiphon.control.tuning.TuningBook;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.BroadcastProvider;
import io.antiphon.engine.endpoint.HistoryStore;
import io.antiphon.engine.endpoint.PublicationProvider;
import io.antiphon.engine.endpoint.SinkProvider;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.endpoint.StreamProvider;
import io.antiphon.engine.render.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole control plane: reads the configuration, makes the engine run it and answers clients. The engine and the
 * providers stay the caller's, to be closed after it. One thread constructs, starts and closes it.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

    private final AntiphonSettings settings;
    private final ConfigurationStore store;
    private final ControlLoop loop = new ControlLoop();
    private final RunningSystem system;
    private final Listening listening;
    private final Publishing publishing;
    private final Streaming streaming;
    private final GraphClocks clocks;
    private final LoginLink link;
    private final Alarms alarms;
    private final LiveApi live;
    private final LogApi logs;
    private final Metrics metrics;
    private final ApiServer server;
    private final @Nullable CertificateWatch certificates;

    /**
     * @param settings what the program was started with
     * @param engine what renders; from now on only the control thread of this plane changes its graph
     * @param sourceProviders asked in this order who takes a stream
     * @param sinkProviders one for each protocol
     * @param broadcasts how browsers listen
     * @param streams how players listen
     * @param histories where streams are kept
     * @param clock monotonic time
     * @param logLevels how much each module logs
     * @throws StartException when certificates or secrets cannot be read or written
     */
    public ControlPlane(
            AntiphonSettings settings,
            Engine engine,
            List<SourceProvider> sourceProviders,
            List<SinkProvider> sinkProviders,
            BroadcastProvider broadcasts,
            StreamProvider streams,
            HistoryStore histories,
            Clock clock,
            LogLevels logLevels)
            throws StartException {
        this.settings = settings;
        KeyStore keys = keys(settings);
        InstantSource time = InstantSource.system();
        Path folder = settings.folders().config();
        Users users;
        Sessions sessions;
        ApiTokens tokens;
        try {
            users = new Users(folder.resolve("users.json"), time);
            sessions = new Sessions(folder.resolve("sessions.json"), time);
            tokens = new ApiTokens(folder.resolve("tokens.json"), time);
        } catch (IOException e) {
            throw new StartException("the secrets in " + folder + " cannot be read: " + e.getMessage(), e);
        }
        this.link = new LoginLink(time);
        WrongTries wrongTries = new WrongTries(time);
        Gate gate = new Gate(
                settings.loginNeeded(),
                users,
                sessions,
                tokens,
                wrongTries,
                settings.publicNames(),
                settings.corsOrigins());

        this.store = new ConfigurationStore(settings.configFile());
        GraphApplier applier = new GraphApplier(engine, sourceProviders, sinkProviders, histories, clock);
        TuningBook tuning = kept(() -> new TuningBook(folder.resolve("tuning.json")));
        applier.tune(tuning.tuning());
        this.system = new RunningSystem(loop, applier, store, time, clock);
        HeapRoom room = new HeapRoom();
        system.addObserver(() -> room.fit(system.configuration()));
        this.listening = new Listening(loop, system, broadcasts, settings.listenLimits());
        this.publishing = new Publishing(
                system, publications(sourceProviders), settings.listenLimits().publishers());
        this.streaming = new Streaming(
                loop,
                system,
                streams,
                settings.streamLimits(),
                () -> tuning.tuning().mixerTuning().mp3BitrateKbps());
        listening.alsoHeardBy(streaming::hears);
        this.clocks = new GraphClocks(engine.time(), clock, time);
        HistoryFigures figures = new HistoryFigures(histories, applier);
        EngineLoad load = new EngineLoad(clock);
        EndpointStates states = new EndpointStates(system, applier, listening);
        Health health = new Health(applier, figures, clock);
        this.alarms =
                new Alarms(system, applier, states, health, settings, () -> certificateEnd(settings), clock, time);
        this.live = new LiveApi(loop, system, applier, states, load, alarms);
        RequestTimes requests = new RequestTimes();
        this.metrics =
                new Metrics(new GraphCollector(system, applier, listening, figures, clocks, sourceProviders, requests));
        LogFiles logFiles = new LogFiles(settings.folders().logs());
        this.logs = new LogApi(logFiles);
        RestApi rest = new RestApi(new RestParts(
                system,
                kept(() -> new SceneBook(folder.resolve("scenes.json"))),
                kept(() -> new EqualizerBook(folder.resolve("equalizers.yaml"))),
                kept(() -> new Preferences(folder.resolve("preferences.json"))),
                tuning,
                listening,
                new TestTones(loop, system),
                publishing,
                settings.iceServers(),
                streaming,
                new StatsReport(applier, listening, streaming, load, figures, clocks, sourceProviders, clock),
                metrics,
                new MachineReport(),
                logFiles,
                logLevels,
                new KeptStreams(system, applier, clocks),
                health,
                alarms,
                sourceProviders,
                gate,
                link,
                users,
                new AuditLog(logFiles, time),
                sessions,
                tokens,
                wrongTries,
                settings.loginNeeded(),
                settings.tls(),
                settings.given()));
        StreamSocket sockets = new StreamSocket(streaming);
        this.server = new ApiServer(settings.apiHost(), settings.apiPort(), keys, rest, live, logs, sockets, requests);
        this.certificates = settings.tls() ? new CertificateWatch(certificate(settings), server::renew) : null;
    }

    /**
     * Makes the engine run the configuration, and begins to answer. A first start gets a demo.
     *
     * @throws BadFileException when the configuration file is not right; it is left as it is
     * @throws StartException when the port cannot be had
     */
    public void start() throws BadFileException, StartException {
        clocks.observe();
        loop.every(GraphClocks.PERIOD_MS, clocks::observe);
        Configuration configuration = load();
        try {
            system.start(configuration).get();
            store.watch(system::take);
        } catch (ExecutionException e) {
            throw new StartException("the configuration cannot run: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StartException(
                    "the folder of " + settings.configFile() + " cannot be watched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("the start was interrupted", e);
        }
        alarms.start();
        server.start();
        if (certificates != null) {
            certificates.start();
        }
    }

    /** Port that clients reach it at. */
    public int port() {
        return server.port();
    }

    /** Where a person opens it: with login, a link that logs in once. */
    public String loginLink() {
        String host = isAnyAddress(settings.apiHost()) ? "localhost" : bracketed(settings.apiHost());
        String base = (settings.tls() ? "https://" : "http://") + host + ":" + port();
        return settings.loginNeeded() ? base + "/login?token=" + link.token() : base + "/site/";
    }

    /** Ends all listening, writes what waits and answers nobody any more. */
    @Override
    public void close() {
        if (certificates != null) {
            certificates.close();
        }
        alarms.close();
        live.close();
        logs.close();
        streaming.close(); // before the server, which would end its answers midway
        server.close();
        metrics.close();
        listening.close();
        publishing.close();
        loop.close();
        store.close();
    }

    /** Writes down what the file leaves open, such as identities; a file that cannot be written serves as it is. */
    private void complete(Configuration read) throws InterruptedException {
        try {
            store.save(read, true).get();
        } catch (ExecutionException e) {
            LOG.warn("configuration: the file cannot be written: file={}", settings.configFile(), e);
        }
    }

    private Configuration load() throws BadFileException, StartException {
        try {
            Optional<FileEdit.Taken> found = store.load();
            if (found.isPresent()) {
                Configuration read = found.get().after();
                if (!found.get().complete()) {
                    complete(read);
                }
                return read;
            }
            Configuration first = settings.demo() ? demo() : Configuration.EMPTY;
            store.save(first, true).get();
            return first;
        } catch (IOException | ExecutionException e) {
            throw new StartException(settings.configFile() + " cannot be read or written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("the start was interrupted", e);
        }
    }

    /** The first provider that others can publish by; null when there is none. */
    private static @Nullable PublicationProvider publications(List<SourceProvider> providers) {
        return providers.stream()
                .filter(PublicationProvider.class::isInstance)
                .map(PublicationProvider.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static Configuration demo() {
        ObjectNode source = Json.object().put("name", "Demo").put("tag", "demo:");
        ObjectNode sink = Json.object().put("name", "This browser").put("protocol", "web_receiver");
        ObjectNode route = Json.object()
                .put("name", "Demo to this browser")
                .put("source", "Demo")
                .put("sink", "This browser");
        try {
            Configuration first = ConfigurationEditor.add(Configuration.EMPTY, EntityKind.SOURCE, source);
            first = ConfigurationEditor.add(first, EntityKind.SINK, sink);
            return ConfigurationEditor.add(first, EntityKind.ROUTE, route);
        } catch (ChangeRefused e) {
            throw new IllegalStateException("the demo is not a valid configuration", e);
        }
    }

    private static <T> T kept(Kept<T> kept) throws StartException {
        try {
            return kept.read();
        } catch (BadFileException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable KeyStore keys(AntiphonSettings settings) throws StartException {
        if (!settings.tls()) {
            return null;
        }
        try {
            return ServerCertificate.load(certificate(settings));
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException("the certificate cannot be used: " + e.getMessage(), e);
        }
    }

    /** Our own renews itself and needs nobody. */
    private static Optional<Instant> certificateEnd(AntiphonSettings settings) {
        Path chain = settings.certificate();
        return settings.tls() && chain != null ? ServerCertificate.end(chain) : Optional.empty();
    }

    private static ServerCertificate.Location certificate(AntiphonSettings settings) {
        Path chain = settings.certificate();
        Path key = settings.certificateKey();
        return chain == null || key == null
                ? ServerCertificate.Location.own(settings.folders().config().resolve("tls"))
                : ServerCertificate.Location.given(chain, key);
    }

    private static boolean isAnyAddress(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Reads what is kept in a file of its own. */
    @FunctionalInterface
    private interface Kept<T> {
        T read() throws BadFileException;
    }
}
