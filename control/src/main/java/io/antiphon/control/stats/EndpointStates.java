package io.antiphon.control.stats;

import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.apply.RunningGraph;
import io.antiphon.control.apply.RunningGraph.RunningSink;
import io.antiphon.control.apply.RunningGraph.RunningSource;
import io.antiphon.control.listen.Listening;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Endpoint;
import io.antiphon.control.model.Sink;
import io.antiphon.control.model.SinkProtocol;
import io.antiphon.control.model.Source;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells the state of every source and sink. Any thread. */
public final class EndpointStates {
    private final RunningSystem system;
    private final GraphApplier applier;
    private final Listening listening;

    /**
     * @param system what is configured
     * @param applier what runs
     * @param listening who listens
     */
    public EndpointStates(RunningSystem system, GraphApplier applier, Listening listening) {
        this.system = system;
        this.applier = applier;
        this.listening = listening;
    }

    /** The states by identity; groups have none of their own. */
    public Map<String, EndpointState> all() {
        RunningGraph running = applier.running();
        Map<String, EndpointState> states = new LinkedHashMap<>();
        for (Source source : system.configuration().sources()) {
            if (!source.group()) {
                states.put(source.configId(), state(running.sources().get(source.configId())));
            }
        }
        for (Sink sink : system.configuration().sinks()) {
            if (!sink.group()) {
                states.put(sink.configId(), state(sink, running.sinks().get(sink.configId())));
            }
        }
        return states;
    }

    /** Whose states {@link #all} tells. */
    public Set<String> identities() {
        Configuration configuration = system.configuration();
        return Stream.concat(configuration.sources().stream(), configuration.sinks().stream())
                .filter(endpoint -> !endpoint.group())
                .map(Endpoint::configId)
                .collect(Collectors.toSet());
    }

    private static EndpointState state(@Nullable RunningSource source) {
        if (source == null) {
            return new EndpointState("off", "", null, null, null, null, 0);
        }
        String kind = title(source.kind());
        SourceEndpoint endpoint = source.endpoint();
        if (endpoint == null) {
            return new EndpointState("unavailable", kind, null, source.problem(), null, null, 0);
        }
        SourceStatus status = endpoint.status();
        String state = status.state().name().toLowerCase(Locale.ROOT);
        return new EndpointState(state, kind, SpokenFormat.of(status.format()), null, status.latencyMs(), null, 0);
    }

    private EndpointState state(Sink sink, @Nullable RunningSink running) {
        SinkProtocol protocol = sink.reachedBy();
        int listeners = listening.sessions(sink.configId()).size();
        String format = protocol == SinkProtocol.WEB_RECEIVER
                ? null
                : SpokenFormat.of(sink.sampleRate(), sink.bitDepth(), sink.channels());
        if (running == null) {
            return new EndpointState("off", protocol.title(), format, null, null, null, listeners);
        }
        Double latencyMs =
                running.endpoint() == null ? null : running.endpoint().status().latencyMs();
        String state = running.problem() == null ? "ready" : "unavailable";
        return new EndpointState(
                state, protocol.title(), format, running.problem(), latencyMs, running.limiterMs(), listeners);
    }

    private static String title(String kind) {
        return kind.isEmpty() ? "" : kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }
}
