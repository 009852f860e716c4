package io.antiphon.app.main;

import io.antiphon.control.ControlPlane;
import io.antiphon.control.api.StartException;
import io.antiphon.control.settings.AntiphonSettings;
import io.antiphon.control.settings.HistoryLimits;
import io.antiphon.control.settings.Setting;
import io.antiphon.control.store.BadFileException;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.dsp.Kernels;
import io.antiphon.engine.endpoint.BroadcastProvider;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.GatheringProvider;
import io.antiphon.engine.endpoint.HistoryStore;
import io.antiphon.engine.endpoint.SinkProvider;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.endpoint.StreamProvider;
import io.antiphon.engine.generator.GeneratorProvider;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderWatchdog;
import io.antiphon.engine.render.WarmUp;
import io.antiphon.io.file.HistoryFolder;
import io.antiphon.io.file.HistorySettings;
import io.antiphon.io.foreign.NanosleepClock;
import io.antiphon.io.net.NetInLoop;
import io.antiphon.io.net.PacedLoop;
import io.antiphon.io.net.PortException;
import io.antiphon.io.scream.ScreamSettings;
import io.antiphon.io.scream.ScreamSinkProvider;
import io.antiphon.io.scream.ScreamSourceProvider;
import io.antiphon.io.stream.StreamingProvider;
import io.antiphon.io.webrtc.WebRtcProvider;
import io.antiphon.io.webrtc.WebRtcSettings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program: every part made by a plain constructor, in the order in which it is needed, and closed in reverse. Main
 * thread; {@link #close} any thread, once.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** Property by which the launcher tells that it could not start the JVM at a real-time priority. */
    private static final String LAUNCHER_PRIORITY = "antiphon.realtime";

    private static final String REMEDY =
            "Being root helps, or an rtprio limit of 80 together with chrt: docs/operate/running.md.";
    private static final String ANY_ADDRESS = "0.0.0.0";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<String> notices = new ArrayList<>();
    private final ControlPlane control;

    /**
     * Starts everything.
     *
     * @throws StartException when it cannot serve; the message is for the person who starts it
     * @throws BadFileException when the configuration file is not right
     */
    public Server(AntiphonSettings settings) throws StartException, BadFileException {
        notices.addAll(settings.warnings());
        try {
            opened(InstanceLock.take(settings.folders().state()));
            RealTimeRights rights = new RealTimeRights(
                    settings.engine().renderThreads(), settings.engine().lockMemory());
            Clock clock = new SystemClock();
            GraphFormat format = new GraphFormat(
                    settings.engine().sampleRateHz(), settings.engine().periodFrames());
            Clock helperClock = settings.engine().renderThreads() == 2 ? waitingClock() : null;
            Engine engine = new Engine(format, waitingClock(), rights, helperClock);
            NetInLoop netIn = opened(new NetInLoop("antiphon-net-in"));
            PacedLoop netOut = opened(new PacedLoop("antiphon-net-out", waitingClock()));
            List<SourceProvider> sources = new ArrayList<>(List.of(
                    GeneratorProvider.tone(format.sampleRateHz()),
                    GeneratorProvider.noise(format.sampleRateHz()),
                    GeneratorProvider.sweep(format.sampleRateHz()),
                    GeneratorProvider.demo(format.sampleRateHz()),
                    scream(settings, netIn, engine, clock)));
            List<SinkProvider> sinks = List.of(new ScreamSinkProvider(netOut, format, engine.time()));
            BroadcastProvider broadcasts = broadcasts(settings, format, clock);
            if (broadcasts instanceof WebRtcProvider webRtc) {
                sources.add(webRtc.publications(format, engine.time()));
            }
            sources.add(new GatheringProvider(sources, format.periodFrames()));
            StreamProvider streams = opened(new StreamingProvider(
                    format.sampleRateHz(), settings.listenLimits().encodingsPerSink(), clock));
            HistoryStore histories = histories(settings, format);
            // What the providers open belongs to the engine, which is therefore closed before them.
            opened(engine);
            control = opened(new ControlPlane(
                    settings, engine, sources, sinks, broadcasts, streams, histories, clock, new LogbackLevels()));
            control.start();
            warmUp(format); // after the control plane answers: both at once would only take turns
            netIn.start();
            netOut.start();
            engine.start();
            notices.addAll(unsteady(rights.missing()));
            watchdogs(rights, clock).forEach(watchdog -> opened(watchdog).start());
        } catch (StartException | BadFileException | RuntimeException e) {
            close();
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new StartException("the start was interrupted", e);
        }
    }

    /** Address, or login link, to open in a browser. */
    public String link() {
        return control.loginLink();
    }

    /** Sentences that a person should read: what could not be had, and what is open to others. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        closeAll(parts);
    }

    /** Closes parts, the newest first; one that cannot be closed does not keep the others. */
    static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("closing {}", part.getClass().getSimpleName(), e);
            }
        }
    }

    /** The most exact clock that one thread can wait on; each waiting thread has its own. */
    static Clock waitingClock() {
        return NanosleepClock.isAvailable() ? new NanosleepClock() : new SystemClock();
    }

    /** Without a real-time priority there is nothing that a watchdog could take, and no watchdog. */
    static List<RenderWatchdog> watchdogs(RealTimeRights rights, Clock clock) {
        return rights.priorities().stream()
                .map(priority -> new RenderWatchdog(priority, clock))
                .toList();
    }

    /** Runs what the render thread will run, until it is compiled. */
    static void warmUp(GraphFormat format) {
        Kernels.warmUp();
        WarmUp.run(format);
    }

    /** What the render thread did not get; when nothing, what the launcher did not get for the rest. Said once, with the remedy. */
    static List<String> unsteady(List<String> missing) {
        boolean refused = "refused".equals(System.getProperty(LAUNCHER_PRIORITY));
        List<String> all = missing.isEmpty() && refused
                ? List.of("The threads beside the audio thread have no real-time priority: sound may break up when the"
                        + " machine is busy.")
                : missing;
        return all.stream().map(sentence -> sentence + " " + REMEDY).toList();
    }

    private SourceProvider scream(AntiphonSettings settings, NetInLoop netIn, Engine engine, Clock clock) {
        List<Integer> ports = IntStream.of(settings.screamMulticastPort(), settings.screamReceiverPort())
                .filter(port -> port != 0)
                .distinct()
                .boxed()
                .toList();
        ScreamSettings where = ScreamSettings.on(ANY_ADDRESS, ports);
        ScreamSourceProvider provider =
                opened(new ScreamSourceProvider(where, netIn, engine.format(), engine.time(), clock));
        provider.problems().forEach((port, problem) -> {
            boolean receiver = port == settings.screamReceiverPort();
            notices.add(choose(problem, receiver ? Setting.SCREAM_RECEIVER_PORT : Setting.SCREAM_MULTICAST_PORT));
        });
        return provider;
    }

    private HistoryStore histories(AntiphonSettings settings, GraphFormat format) {
        HistoryLimits limits = settings.historyLimits();
        if (limits.minutes() == 0) {
            return HistoryStore.NONE;
        }
        Path folder = settings.folders().state().resolve("history");
        HistoryFolder histories =
                opened(new HistoryFolder(new HistorySettings(folder, limits.minutes(), limits.megabytes()), format));
        String problem = histories.problem();
        if (problem != null) {
            notices.add("Nothing is kept of what is heard, and time shifts are silent: " + problem + ".");
        }
        histories.start();
        return histories;
    }

    private BroadcastProvider broadcasts(AntiphonSettings settings, GraphFormat format, Clock clock) {
        WebRtcSettings where = new WebRtcSettings(
                ANY_ADDRESS,
                settings.webrtcPort(),
                settings.webrtcPublicAddresses(),
                settings.listenLimits().encodingsPerSink(),
                settings.codecs());
        try {
            return opened(new WebRtcProvider(where, format.sampleRateHz(), clock));
        } catch (EndpointException e) {
            String problem = "Browsers cannot listen: " + e.getMessage();
            String reason = e instanceof PortException ? choose(problem, Setting.WEBRTC_PORT) : problem;
            notices.add(reason);
            return new NoBroadcasts(reason);
        }
    }

    /** The problem, and the flag that gets round it. */
    private static String choose(String problem, Setting port) {
        return problem + ". Choose another port with --" + port.flag() + ".";
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }
}
