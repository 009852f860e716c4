package io.antiphon.control.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.solver.DesiredState;
import io.antiphon.control.solver.DesiredState.DesiredPath;
import io.antiphon.control.solver.Solver;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SoloTest {
    private final Configuration configuration = house();

    @Test
    void withoutSoloEverythingIsHeard() {
        assertThat(heard()).containsExactlyInAnyOrder("pc_to_hall", "tv_to_hall", "radio_to_hall", "radio_to_attic");
    }

    @Test
    void whileASourceIsAloneNoOtherIsHeard() {
        assertThat(heard("radio")).containsExactlyInAnyOrder("radio_to_hall", "radio_to_attic");
    }

    @Test
    void aGroupIsItsMembers() {
        assertThat(heard("desk")).containsExactlyInAnyOrder("pc_to_hall", "tv_to_hall");
    }

    @Test
    void sourcesAndSinksHoldTogether() {
        assertThat(heard("attic")).containsExactly("radio_to_attic");
        assertThat(heard("pc", "attic")).isEmpty();
    }

    @Test
    void sourcesKeepRunningSoThatTheirMetersDo() {
        DesiredState solved = Solver.solve(configuration);
        assertThat(new Solo(Set.of("radio")).of(solved, configuration).sources())
                .isEqualTo(solved.sources());
    }

    @Test
    void whatIsNotThereAnyMoreIsNotAlone() {
        assertThat(new Solo(Set.of("gone")).within(configuration)).isEqualTo(Solo.NONE);
    }

    private List<String> heard(String... alone) {
        return new Solo(Set.of(alone))
                .of(Solver.solve(configuration), configuration).paths().stream()
                        .map(DesiredPath::id)
                        .toList();
    }

    private static Configuration house() {
        try {
            Configuration house = Configuration.EMPTY;
            for (String source : new String[] {"pc", "tv", "radio"}) {
                house = add(house, EntityKind.SOURCE, named(source).put("tag", source));
            }
            ObjectNode desk = named("desk").put("is_group", true);
            desk.putArray("group_members").add("pc").add("tv");
            house = add(house, EntityKind.SOURCE, desk);
            for (String sink : new String[] {"hall", "attic"}) {
                house = add(house, EntityKind.SINK, named(sink).put("ip", "10.0.0.1"));
            }
            house = add(
                    house, EntityKind.ROUTE, named("a").put("source", "desk").put("sink", "hall"));
            house = add(
                    house, EntityKind.ROUTE, named("b").put("source", "radio").put("sink", "hall"));
            return add(
                    house, EntityKind.ROUTE, named("c").put("source", "radio").put("sink", "attic"));
        } catch (ChangeRefused e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode named(String name) {
        return Json.object().put("name", name).put("config_id", name);
    }

    private static Configuration add(Configuration to, EntityKind kind, ObjectNode given) throws ChangeRefused {
        return ConfigurationEditor.add(to, kind, given);
    }
}
