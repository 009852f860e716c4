package io.antiphon.control.alarm;

import io.antiphon.control.alarm.Alarm.Mend;
import io.antiphon.control.alarm.Alarm.Severity;
import io.antiphon.control.alarm.Alarm.Touched;
import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.apply.RunningGraph;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Route;
import io.antiphon.control.model.Sink;
import io.antiphon.control.model.Source;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.stats.EndpointState;
import io.antiphon.control.stats.EndpointStates;
import io.antiphon.engine.node.MeterHandle;
import io.antiphon.engine.node.MeterReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with sources and sinks. The thread of {@link Alarms}. */
final class EndpointAlarms {
    private static final long CLIPPING_NS = 60_000_000_000L;

    private final RunningSystem system;
    private final GraphApplier applier;
    private final EndpointStates states;
    private final SendTrouble sending = new SendTrouble();
    private final Lately clips = new Lately(CLIPPING_NS);

    EndpointAlarms(RunningSystem system, GraphApplier applier, EndpointStates states) {
        this.system = system;
        this.applier = applier;
        this.states = states;
    }

    List<Alarm> look(long nowNs) {
        Configuration configuration = system.configuration();
        RunningGraph running = applier.running();
        Map<String, EndpointState> all = states.all();
        Set<String> metered = new HashSet<>();
        Set<String> sent = new HashSet<>();
        List<Alarm> found = new ArrayList<>();
        for (Sink sink : configuration.sinks()) {
            Touched itself = new Touched("sinks", sink.configId(), sink.name());
            List<Touched> routes = routes(configuration, null, sink.name());
            EndpointState state = all.get(sink.configId());
            if (sink.enabled() && state != null && state.problem() != null) {
                found.add(unreachable("sink_unreachable", itself, state.problem(), sink.ip(), routes));
            }
            RunningGraph.RunningSink out = running.sinks().get(sink.configId());
            if (out != null && out.endpoint() != null) {
                sent.add(sink.configId());
                String trouble =
                        sending.look(sink.configId(), out.endpoint().status().counters());
                if (sink.enabled() && trouble != null) {
                    found.add(unanswered(itself, trouble, sink.ip() + ":" + sink.port(), routes));
                }
            }
            clipping(found, itself, out == null ? null : out.meter(), metered, nowNs);
        }
        for (Source source : configuration.sources()) {
            Touched itself = new Touched("sources", source.configId(), source.name());
            List<Touched> routes = routes(configuration, source.name(), null);
            EndpointState state = all.get(source.configId());
            if (source.enabled() && state != null && state.problem() != null) {
                found.add(unreachable("source_unavailable", itself, state.problem(), source.streamTag(), routes));
            } else if (source.enabled() && state != null && state.state().equals("gone") && !routes.isEmpty()) {
                found.add(gone(itself, state.kind(), routes));
            }
            RunningGraph.RunningSource in = running.sources().get(source.configId());
            clipping(found, itself, in == null ? null : in.meter(), metered, nowNs);
        }
        clips.retain(metered);
        sending.retain(sent);
        return found;
    }

    private static Alarm unreachable(
            String code, Touched what, String problem, @Nullable String address, List<Touched> routes) {
        return new Alarm(
                code,
                Severity.ALARM,
                what.configId(),
                what.name() + " cannot be reached: " + problem,
                Map.of(
                        "kind",
                        what.kind(),
                        "name",
                        what.name(),
                        "problem",
                        problem,
                        "address",
                        address == null ? "" : address),
                routes,
                List.of(Mend.RETRY, Mend.EDIT, Mend.OFF));
    }

    /** It is tried with every packet, so that there is nothing to try by hand. */
    private static Alarm unanswered(Touched what, String trouble, String address, List<Touched> routes) {
        String problem = SendTrouble.MEANINGS.getOrDefault(trouble, trouble);
        return new Alarm(
                "sink_unanswered",
                Severity.ALARM,
                what.configId(),
                what.name() + " does not answer: " + problem + " (" + address + ")",
                Map.of(
                        "kind",
                        what.kind(),
                        "name",
                        what.name(),
                        "problem",
                        problem,
                        "trouble",
                        trouble,
                        "address",
                        address),
                routes,
                List.of(Mend.EDIT, Mend.OFF));
    }

    private static Alarm gone(Touched what, String transport, List<Touched> routes) {
        return new Alarm(
                "source_gone",
                Severity.WARNING,
                what.configId(),
                what.name() + " has gone: nothing comes from it any more",
                Map.of("kind", what.kind(), "name", what.name(), "transport", transport),
                routes,
                List.of(Mend.SHOW, Mend.OFF));
    }

    private void clipping(
            List<Alarm> found, Touched what, @Nullable MeterHandle meter, Set<String> metered, long nowNs) {
        MeterReading reading = meter == null ? null : meter.read().orElse(null);
        if (reading == null) {
            return;
        }
        metered.add(what.configId());
        long count = clips.grown(what.configId(), reading.clips(), nowNs);
        if (count > 0) {
            found.add(new Alarm(
                    "clipping",
                    Severity.WARNING,
                    what.configId(),
                    what.name() + " is too loud and clips",
                    Map.of("kind", what.kind(), "name", what.name(), "count", count),
                    List.of(),
                    List.of(Mend.LOWER, Mend.SHOW)));
        }
    }

    /** Routes that are silent when that source or that sink is. */
    private static List<Touched> routes(Configuration configuration, @Nullable String source, @Nullable String sink) {
        return configuration.routes().stream()
                .filter(Route::enabled)
                .filter(route -> route.source().equals(source) || route.sink().equals(sink))
                .map(route -> new Touched("routes", route.configId(), source == null ? route.source() : route.sink()))
                .toList();
    }
}
