package io.antiphon.app.main;

import io.antiphon.control.api.ApiServer;
import io.antiphon.control.api.StartException;
import io.antiphon.control.api.rest.OneStreamApi;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.listen.OneStream;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.IceServer;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.AudioCodec;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.generator.GeneratorProvider;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.render.Engine;
import io.antiphon.io.device.alsa.AlsaDevice;
import io.antiphon.io.device.alsa.AlsaSettings;
import io.antiphon.io.device.alsa.AlsaSourceProvider;
import io.antiphon.io.net.LocalAddresses;
import io.antiphon.io.net.PortException;
import io.antiphon.io.webrtc.WebRtcProvider;
import io.antiphon.io.webrtc.WebRtcSettings;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream for browsers, on the engine of the server and without its control plane: no configuration, no accounts,
 * nothing on disk. Made and closed in the order of {@link Server}. Main thread; {@link #close} any thread, once.
 */
public final class StreamServer implements OneStream, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamServer.class);
    private static final String ANY_ADDRESS = "0.0.0.0";
    private static final int MAX_ENCODINGS = 8;
    private static final Duration DEVICES_KEPT = Duration.ofSeconds(5);

    private final StreamSettings settings;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<String> notices = new ArrayList<>();
    private final Broadcast broadcast;
    private final StreamGraph graph;
    private final ApiServer http;
    private List<AlsaDevice> devices = List.of();
    private long devicesNs;

    /**
     * Starts everything.
     *
     * @throws StartException when it cannot serve; the message is for the person who starts it
     */
    public StreamServer(StreamSettings settings) throws StartException {
        this.settings = settings;
        try {
            GraphFormat format = GraphFormat.DEFAULT;
            RealTimeRights rights = new RealTimeRights(1, false);
            Clock clock = new SystemClock();
            Engine engine = new Engine(format, Server.waitingClock(), rights);
            broadcast = opened(transport(format, clock)).open("stream", () -> {});
            opened(engine);
            graph = opened(new StreamGraph(engine, sourceProviders(engine), broadcast.input()));
            graph.open(settings.source());
            http = opened(new ApiServer(settings.host(), settings.port(), "port", new OneStreamApi(this)));
            http.start();
            Server.warmUp(format);
            engine.start();
            notices.addAll(Server.unsteady(rights.missing()));
            Server.watchdogs(rights, clock).forEach(watchdog -> opened(watchdog).start());
        } catch (EndpointException e) {
            close();
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (StartException | RuntimeException e) {
            close();
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new StartException("the start was interrupted", e);
        }
    }

    /** The media goes by the page's number where that is free, so that a firewall needs one number; else by any. */
    private WebRtcProvider transport(GraphFormat format, Clock clock) throws EndpointException {
        try {
            return new WebRtcProvider(at(settings.port()), format.sampleRateHz(), clock);
        } catch (PortException e) {
            LOG.info("media goes by another port than {}: {}", settings.port(), e.getMessage());
            return new WebRtcProvider(at(0), format.sampleRateHz(), clock);
        }
    }

    private WebRtcSettings at(int port) {
        return new WebRtcSettings(settings.host(), port, List.of(), MAX_ENCODINGS, settings.codecs());
    }

    private List<SourceProvider> sourceProviders(Engine engine) {
        Set<String> named = settings.device().map(Set::of).orElse(Set.of());
        return List.of(
                GeneratorProvider.tone(engine.format().sampleRateHz()),
                new AlsaSourceProvider(
                        AlsaSettings.DEFAULT, named, engine.format(), engine.time(), Server::waitingClock));
    }

    /** Addresses to open in a browser. */
    public List<String> links() {
        List<String> hosts = settings.host().equals(ANY_ADDRESS)
                ? LocalAddresses.all().stream()
                        .filter(Inet4Address.class::isInstance) // others are long, and hardly ever typed
                        .map(InetAddress::getHostAddress)
                        .toList()
                : List.of(settings.host());
        return hosts.stream()
                .map(host -> "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.port() + "/")
                .toList();
    }

    /** What people call that which is streamed. */
    public String selectedName() {
        return sources().stream()
                .filter(choice -> choice.id().equals(selected()))
                .map(Choice::name)
                .findFirst()
                .orElse(selected());
    }

    /** Sentences that a person should read about what could not be had. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** The tone, and all sound cards; what the program was started with is always among them. */
    @Override
    public List<Choice> sources() {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(StreamSettings.SINE_WAVE, "Sine wave, 440 Hz"));
        for (AlsaDevice device : devices()) {
            choices.add(new Choice(StreamSettings.deviceTag(device.name()), device.toString()));
        }
        settings.device()
                .filter(_ -> choices.stream().noneMatch(choice -> choice.id().equals(settings.source())))
                .ifPresent(name -> choices.add(new Choice(settings.source(), name)));
        return choices;
    }

    /** The system's list, which is asked for by every page again and again, is made at most so often. */
    private synchronized List<AlsaDevice> devices() {
        long nowNs = System.nanoTime();
        if (devices.isEmpty() || nowNs - devicesNs > DEVICES_KEPT.toNanos()) {
            devices = AlsaDevice.all();
            devicesNs = nowNs;
        }
        return devices;
    }

    @Override
    public String selected() {
        return graph.selected();
    }

    @Override
    public void select(String id) throws ChangeRefused {
        if (sources().stream().noneMatch(choice -> choice.id().equals(id))) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.UNKNOWN,
                    Problem.of("unknown_source", "source", "there is no source '" + id + "'"));
        }
        graph.select(id);
    }

    @Override
    public AudioCodec preferredCodec() {
        return settings.codecs().preferred();
    }

    @Override
    public List<IceServer> iceServers() {
        return settings.iceServers();
    }

    @Override
    public Broadcast broadcast() {
        return broadcast;
    }

    @Override
    public void close() {
        Server.closeAll(parts);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }
}
