package io.antiphon.control.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.FakeEndpoints;
import io.antiphon.control.FakeHistories;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.edit.RandomEdits;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.solver.DesiredState;
import io.antiphon.control.solver.DesiredState.DesiredSink;
import io.antiphon.control.solver.DesiredState.DesiredSource;
import io.antiphon.control.solver.Solver;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkProvider.SinkRequest;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.graph.NodeSpec;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class GraphPlanTest {
    private final FakeEndpoints endpoints = new FakeEndpoints();
    private final Map<String, SourceEndpoint> streams = new HashMap<>();
    private final FakeHistories histories = new FakeHistories(60);
    private final Map<String, HistoryTap> kept = new HashMap<>();
    private final Map<String, SinkEndpoint> outs = new HashMap<>();
    private final Map<TapId, SinkEndpoint> taps = new LinkedHashMap<>();

    @Property(tries = 50)
    void whateverIsEditedStepByStepTheGraphIsTheOneOfTheLastConfiguration(@ForAll long seed) throws EndpointException {
        RandomEdits edits = new RandomEdits(seed);
        DesiredState desired = DesiredState.NOTHING;
        GraphPlan plan = GraphPlan.EMPTY;
        for (int i = 0; i < 120; i++) {
            Configuration configuration = edits.next();
            desired = Solver.solve(configuration, desired);
            DesiredState anew = Solver.solve(configuration);
            assertThat(desired).as("after edit %s", i).isEqualTo(anew);
            open(desired, i);
            plan = GraphPlan.of(desired, streams, past(), outs, taps, EngineTuning.DEFAULT, plan);
            assertThat(plan.spec())
                    .as("after edit %s", i)
                    .isEqualTo(GraphPlan.of(anew, streams, past(), outs, taps, EngineTuning.DEFAULT, GraphPlan.EMPTY)
                            .spec());
        }
    }

    @Example
    void aVolumeMakesNewNodesOfItsSinkAlone() throws Exception {
        Configuration configuration = Configuration.EMPTY;
        for (String name : List.of("a", "b", "c")) {
            configuration = ConfigurationEditor.add(
                    configuration,
                    EntityKind.SOURCE,
                    Json.object().put("name", name).put("ip", "10.0.0.1"));
            configuration = ConfigurationEditor.add(
                    configuration,
                    EntityKind.SINK,
                    Json.object().put("name", name).put("ip", "10.0.0.2").put("config_id", name));
            configuration = ConfigurationEditor.add(
                    configuration,
                    EntityKind.ROUTE,
                    Json.object().put("name", name).put("source", name).put("sink", name));
        }
        DesiredState before = Solver.solve(configuration);
        open(before, 0);
        GraphPlan first = GraphPlan.of(before, streams, past(), outs, taps, EngineTuning.DEFAULT, GraphPlan.EMPTY);
        DesiredState after = Solver.solve(
                ConfigurationEditor.update(
                        configuration, EntityKind.SINK, "b", Json.object().put("volume", 0.5)),
                before);
        GraphPlan second = GraphPlan.of(after, streams, past(), outs, taps, EngineTuning.DEFAULT, first);

        Set<NodeSpec> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.addAll(first.spec().nodes());
        assertThat(second.spec().nodes())
                .filteredOn(node -> !known.contains(node))
                .extracting(NodeSpec::id)
                .containsExactlyInAnyOrder("mix:b:2", "sink:b", "meter:sink:b", "out:b");
    }

    /** Streams come and go, and now and then somebody listens. */
    private void open(DesiredState desired, int turn) throws EndpointException {
        for (DesiredSource source : desired.sources()) {
            streams.computeIfAbsent(source.tag(), this::stream);
            kept.computeIfAbsent(source.tag(), histories::open);
        }
        if (turn % 7 == 6) {
            streams.keySet().stream().findFirst().ifPresent(tag -> {
                streams.remove(tag);
                kept.remove(tag);
            });
        }
        for (DesiredSink sink : desired.sinks()) {
            if (!outs.containsKey(sink.id()) && turn % 3 == 0) {
                outs.put(sink.id(), out(sink.id()));
            }
        }
        if (turn % 10 == 9 && !desired.sinks().isEmpty()) {
            String id = desired.sinks().getFirst().id();
            taps.put(turn % 20 == 9 ? TapId.browsers(id) : TapId.players(id), out(id));
        }
    }

    private HeardPast past() {
        return new HeardPast(kept, histories.reachSeconds());
    }

    private SourceEndpoint stream(String tag) {
        try {
            return endpoints.sourceProvider().open(tag);
        } catch (EndpointException e) {
            throw new AssertionError(e);
        }
    }

    private SinkEndpoint out(String id) throws EndpointException {
        return endpoints.sinkProvider().open(new SinkRequest(id, "10.0.0.2", 4010, new PcmFormat(48_000, 16, 2, 3)));
    }
}
