package io.antiphon.control.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.FakeEndpoints;
import io.antiphon.control.FakeEndpoints.FakeSink;
import io.antiphon.control.FakeEndpoints.FakeSource;
import io.antiphon.control.apply.RunningGraph.RunningSink;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.solver.Solver;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphApplierTest {
    private final FakeEndpoints endpoints = new FakeEndpoints();
    private final ManualClock clock = new ManualClock();
    private final Engine engine = new Engine(GraphFormat.DEFAULT, clock, RenderThreadSetup.NONE);
    private final GraphApplier applier =
            new GraphApplier(engine, List.of(endpoints.sourceProvider()), List.of(endpoints.sinkProvider()), clock);
    private final Map<TapId, SinkEndpoint> taps = new HashMap<>();
    private Configuration configuration = Configuration.EMPTY;

    @BeforeEach
    void routeOneSourceToOneSink() throws ChangeRefused {
        add(EntityKind.SOURCE, "{'name':'PC','ip':'10.0.0.1','volume':0.5,'config_id':'pc'}");
        add(EntityKind.SINK, "{'name':'Hall','ip':'10.0.0.2','volume':0.5,'bit_depth':16,'config_id':'hall'}");
        add(EntityKind.ROUTE, "{'name':'r','source':'PC','sink':'Hall','volume':0.8}");
        apply();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void allVolumesOfTheWayAreHeardOnce() {
        assertThat(hall().last).isCloseTo(0.5f * 0.5f * 0.8f * 0.5f, within(1e-6f));
    }

    @Test
    void turningAVolumeOpensNothingAndIsHeard() throws ChangeRefused {
        update(EntityKind.SINK, "Hall", "{'volume':1}");

        assertThat(hall().last).isCloseTo(0.2f, within(1e-6f));
        assertThat(endpoints.sources).hasSize(1);
        assertThat(endpoints.sinks).hasSize(1);
    }

    @Test
    void anEditElsewhereLeavesEndpointsOpen() throws ChangeRefused {
        FakeSource pc = endpoints.sources.getFirst();
        add(EntityKind.SOURCE, "{'name':'TV','ip':'10.0.0.3'}");
        add(EntityKind.SINK, "{'name':'Bath','ip':'10.0.0.4','config_id':'bath'}");
        add(EntityKind.ROUTE, "{'name':'r2','source':'TV','sink':'Bath'}");
        apply();
        update(EntityKind.ROUTE, "r2", "{'enabled':false}");

        assertThat(pc.closed).isFalse();
        assertThat(hall().closed).isFalse();
        assertThat(endpoints.sources).hasSize(2);
        assertThat(endpoints.sinks).hasSize(2);
    }

    @Test
    void aSinkIsOpenedAnewOnlyWhenItsAddressOrFormatChanges() throws ChangeRefused {
        FakeSink before = hall();
        update(EntityKind.SINK, "Hall", "{'name':'Saal','delay':5}");
        assertThat(hall()).isSameAs(before);

        update(EntityKind.SINK, "Saal", "{'channels':6,'channel_layout':'5.1','bit_depth':24}");

        assertThat(before.closed).isTrue();
        assertThat(endpoints.sinks.getLast().request.format()).isEqualTo(new PcmFormat(48_000, 24, 6, 0x3F));
        assertThat(endpoints.sinks.getLast().closed).isFalse();
    }

    @Test
    void sourcesOfOneStreamShareIt() throws ChangeRefused {
        add(EntityKind.SOURCE, "{'name':'Same','ip':'10.0.0.1','volume':0.1}");
        apply();

        assertThat(endpoints.sources).hasSize(1);
        assertThat(applier.running().sources()).hasSize(2);
    }

    @Test
    void whatIsDeletedIsClosedOnceItHasFaded() throws ChangeRefused {
        FakeSource pc = endpoints.sources.getFirst();
        configuration = ConfigurationEditor.delete(configuration, EntityKind.ROUTE, "r");
        configuration = ConfigurationEditor.delete(configuration, EntityKind.SOURCE, "PC");
        configuration = ConfigurationEditor.delete(configuration, EntityKind.SINK, "Hall");
        apply();

        assertThat(pc.closed).isTrue();
        assertThat(endpoints.sinks.getFirst().closed).isTrue();
        assertThat(applier.running()).isEqualTo(RunningGraph.EMPTY);
    }

    @Test
    void whatCannotBeOpenedTellsWhyAndIsTriedAgainLater() throws ChangeRefused {
        add(EntityKind.SINK, "{'name':'Away','ip':'refused.example','config_id':'away'}");
        add(EntityKind.SINK, "{'name':'Radio','ip':'10.0.0.7','protocol':'rtp','config_id':'radio'}");
        add(EntityKind.SOURCE, "{'name':'Odd','tag':'nobody:1','config_id':'odd'}");
        add(EntityKind.SINK, "{'name':'Here','protocol':'web_receiver','config_id':'here'}");
        apply();

        assertThat(sink("away").problem()).isEqualTo("nobody is called refused.example");
        assertThat(sink("radio").problem()).isEqualTo("RTP sinks are not there yet");
        assertThat(sink("here").problem()).isNull();
        assertThat(sink("hall").problem()).isNull();
        assertThat(Objects.requireNonNull(applier.running().sources().get("odd"))
                        .problem())
                .contains("nobody:1");
        assertThat(hall().last).isCloseTo(0.1f, within(1e-6f));

        assertThat(applier.hasFailures()).isTrue();
        update(EntityKind.SINK, "Away", "{'ip':'10.0.0.8'}");
        assertThat(sink("away").problem()).isNull();
    }

    @Test
    void aTapHearsTheSinkInStereoAndStaysSilentWhenTheSinkIsSwitchedOff() throws ChangeRefused {
        update(EntityKind.SINK, "Hall", "{'channels':1,'channel_layout':'mono'}");
        FakeSink tap =
                endpoints.broadcastProvider().open("Hall", () -> {}).input() instanceof FakeSink fake ? fake : hall();
        taps.put(TapId.browsers("hall"), tap);
        apply();
        assertThat(tap.last).isPositive();

        update(EntityKind.SINK, "Hall", "{'enabled':false}");
        assertThat(tap.last).isZero();
        assertThat(tap.closed).isFalse();

        taps.clear();
        apply();
        assertThat(tap.closed).isTrue();
    }

    private RunningSink sink(String id) {
        return Objects.requireNonNull(applier.running().sinks().get(id));
    }

    private FakeSink hall() {
        return endpoints.sinks.getFirst();
    }

    private void add(EntityKind kind, String body) throws ChangeRefused {
        configuration = ConfigurationEditor.add(configuration, kind, object(body));
    }

    private void update(EntityKind kind, String name, String body) throws ChangeRefused {
        configuration = ConfigurationEditor.update(configuration, kind, name, object(body));
        apply();
    }

    /** Applies and renders until nothing fades any more. */
    private void apply() {
        applier.apply(Solver.solve(configuration), taps);
        do {
            for (int i = 0; i < 20; i++) {
                engine.renderPeriod();
            }
        } while (applier.settle());
    }

    private static ObjectNode object(String body) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(body.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}
