package io.antiphon.control.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.model.SpeakerLayout;
import io.antiphon.control.schema.Json;
import io.antiphon.control.solver.DesiredState.DesiredPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SolverTest {

    @Property
    void volumesMultiplyAndDelaysAddOverTheWholeWay(
            @ForAll @Size(5) List<@DoubleRange(max = 3.16) Double> volumes,
            @ForAll @Size(5) List<@IntRange(max = 5000) Integer> delays)
            throws ChangeRefused {
        Configuration configuration = Configuration.EMPTY;
        configuration = add(
                configuration,
                EntityKind.SOURCE,
                shaped("PC", volumes, delays, 0).put("ip", "10.0.0.1"));
        configuration = add(configuration, EntityKind.SOURCE, group(shaped("PCs", volumes, delays, 1), "PC"));
        configuration = add(
                configuration,
                EntityKind.SINK,
                shaped("Hall", volumes, delays, 4).put("ip", "10.0.0.2"));
        configuration = add(configuration, EntityKind.SINK, group(shaped("House", volumes, delays, 3), "Hall"));
        configuration = add(
                configuration,
                EntityKind.ROUTE,
                shaped("r", volumes, delays, 2).put("source", "PCs").put("sink", "House"));

        DesiredState solved = Solver.solve(configuration);

        assertThat(solved.paths()).hasSize(1);
        Shaping effective = solved.paths().getFirst().effective();
        assertThat(effective.volume()).isCloseTo(volumes.stream().reduce(1.0, (a, b) -> a * b), within(1e-9));
        assertThat(effective.delayMs())
                .isEqualTo(delays.stream().mapToInt(Integer::intValue).sum());
        Shaping between = solved.paths().getFirst().between();
        assertThat(between.volume()).isCloseTo(volumes.get(1) * volumes.get(2) * volumes.get(3), within(1e-9));
    }

    @Property
    void aPairIsThereOnceAndOnlyWhenAnEnabledRouteOfEnabledEndsHasIt(
            @ForAll @Size(3) List<Boolean> sourcesOn,
            @ForAll @Size(3) List<Boolean> sinksOn,
            @ForAll @Size(max = 12) List<@IntRange(max = 17) Integer> routes)
            throws ChangeRefused {
        Configuration configuration = Configuration.EMPTY;
        for (int i = 0; i < 3; i++) {
            configuration = add(
                    configuration,
                    EntityKind.SOURCE,
                    named("s" + i)
                            .put("ip", "10.0.0." + i)
                            .put("enabled", sourcesOn.get(i))
                            .put("config_id", "s" + i));
            configuration = add(
                    configuration,
                    EntityKind.SINK,
                    named("k" + i)
                            .put("ip", "10.0.1." + i)
                            .put("enabled", sinksOn.get(i))
                            .put("config_id", "k" + i));
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            int source = routes.get(i) % 3;
            int sink = routes.get(i) / 3 % 3;
            boolean on = routes.get(i) < 9;
            configuration = add(
                    configuration,
                    EntityKind.ROUTE,
                    named("r" + i)
                            .put("source", "s" + source)
                            .put("sink", "k" + sink)
                            .put("enabled", on));
            String pair = "s" + source + "_to_k" + sink;
            if (on && sourcesOn.get(source) && sinksOn.get(sink) && !expected.contains(pair)) {
                expected.add(pair);
            }
        }

        assertThat(Solver.solve(configuration).paths())
                .extracting(DesiredPath::id)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 20)
    void groupsInGroupsInGroupsAreSolvedInTheirNumberNotInTheirWays(@ForAll @IntRange(min = 1, max = 200) int depth)
            throws ChangeRefused {
        ObjectNode file = Json.object();
        ArrayNode sinks = file.putArray("sinks");
        sinks.add(named("0a").put("ip", "10.0.0.1"));
        sinks.add(named("0b").put("ip", "10.0.0.2"));
        for (int i = 1; i <= depth; i++) {
            sinks.add(group(named(i + "a"), (i - 1) + "a", (i - 1) + "b"));
            sinks.add(group(named(i + "b"), (i - 1) + "b", (i - 1) + "a"));
        }
        file.putArray("sources").add(named("PC").put("ip", "10.0.0.9"));
        file.putArray("routes").add(named("r").put("source", "PC").put("sink", depth + "a"));

        assertThat(Solver.solve(ConfigurationEditor.readAll(file)).paths()).hasSize(2);
    }

    @Example
    void theFirstRouteOfAPairCounts() throws ChangeRefused {
        Configuration configuration = pair();
        configuration = add(
                configuration,
                EntityKind.ROUTE,
                named("1").put("source", "PC").put("sink", "Hall").put("volume", 0.5));
        configuration = add(
                configuration,
                EntityKind.ROUTE,
                named("2").put("source", "PC").put("sink", "Hall").put("volume", 0.9));

        assertThat(Solver.solve(configuration).paths()).hasSize(1);
        assertThat(Solver.solve(configuration).paths().getFirst().between().volume())
                .isEqualTo(0.5);
    }

    @Example
    void aDisabledGroupContributesNothing() throws ChangeRefused {
        Configuration configuration =
                add(pair(), EntityKind.SINK, group(named("House"), "Hall").put("enabled", false));
        configuration = add(
                configuration, EntityKind.ROUTE, named("r").put("source", "PC").put("sink", "House"));

        assertThat(Solver.solve(configuration).paths()).isEmpty();
        assertThat(Solver.solve(configuration).sinks()).hasSize(1);
    }

    @Example
    void manualLayoutsAreMultipliedInTheOrderOfTheSound() {
        Shaping swap = layout(0, 1, 1, 0);
        Shaping onlyLeft = layout(1, 0, 0, 0);

        List<List<Double>> matrix =
                swap.then(onlyLeft).layouts().values().iterator().next().matrix();

        assertThat(matrix.get(1).get(0)).isEqualTo(1.0); // what came in right went left, and is kept
        assertThat(matrix.get(0).get(1)).isZero(); // what came in left went right, and is gone
        assertThat(swap.then(Shaping.NONE).layouts()).isEqualTo(swap.layouts());
    }

    private static Shaping layout(double ll, double lr, double rl, double rr) {
        List<List<Double>> rows = new ArrayList<>();
        rows.add(List.of(ll, lr, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
        rows.add(List.of(rl, rr, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
        for (int i = 2; i < SpeakerLayout.SIZE; i++) {
            rows.add(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
        }
        Shaping none = Shaping.NONE;
        return new Shaping(1, 0, 0, none.bands(), false, Map.of(2, new SpeakerLayout(false, rows)));
    }

    private static Configuration pair() throws ChangeRefused {
        Configuration configuration =
                add(Configuration.EMPTY, EntityKind.SOURCE, named("PC").put("ip", "10.0.0.1"));
        return add(configuration, EntityKind.SINK, named("Hall").put("ip", "10.0.0.2"));
    }

    private static Configuration add(Configuration before, EntityKind kind, ObjectNode given) throws ChangeRefused {
        return ConfigurationEditor.add(before, kind, given);
    }

    private static ObjectNode named(String name) {
        return Json.object().put("name", name);
    }

    private static ObjectNode shaped(String name, List<Double> volumes, List<Integer> delays, int index) {
        return named(name).put("volume", volumes.get(index)).put("delay", delays.get(index));
    }

    private static ObjectNode group(ObjectNode group, String... members) {
        ArrayNode list = group.put("is_group", true).putArray("group_members");
        List.of(members).forEach(list::add);
        return group;
    }
}
