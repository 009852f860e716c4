package io.antiphon.control.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConfigurationMergeTest {
    @Test
    void bothSidesOfOneEntityAreKept() throws Exception {
        Configuration base = sink(Configuration.EMPTY, "a");
        Configuration edited = ConfigurationEditor.update(
                base, EntityKind.SINK, "a", Json.object().put("delay", 7));
        Configuration current = ConfigurationEditor.update(
                base, EntityKind.SINK, "a", Json.object().put("volume", 0.5));

        Configuration merged = ConfigurationMerge.merge(base, edited, current);
        assertThat(merged.sinks().getFirst().delay()).isEqualTo(7);
        assertThat(merged.sinks().getFirst().volume()).isEqualTo(0.5);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws Exception {
        Configuration base = sink(Configuration.EMPTY, "a");
        Configuration edited = ConfigurationEditor.update(
                base, EntityKind.SINK, "a", Json.object().put("name", "b"));
        Configuration current = sink(base, "b");

        assertThatThrownBy(() -> ConfigurationMerge.merge(base, edited, current))
                .isInstanceOf(ChangeRefused.class)
                .hasMessageContaining("'b' is taken");
    }

    @Property(tries = 300)
    void aSideThatChangedNothingLeavesTheOtherAsItIs(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Configuration base = changed(Configuration.EMPTY, random, 10);
        Configuration other = changed(base, random, 6);

        assertThat(ConfigurationMerge.merge(base, other, base)).isEqualTo(other);
        assertThat(sorted(ConfigurationMerge.merge(base, base, other))).isEqualTo(sorted(other));
    }

    @Property(tries = 300)
    void theSameChangeOnBothSidesIsMadeOnce(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Configuration base = changed(Configuration.EMPTY, random, 10);
        Configuration both = changed(base, random, 6);

        assertThat(ConfigurationMerge.merge(base, both, both)).isEqualTo(both);
    }

    private static Configuration changed(Configuration before, Random random, int times) throws ChangeRefused {
        Configuration next = before;
        for (int i = 0; i < times; i++) {
            List<String> names = new ArrayList<>();
            next.sinks().forEach(sink -> names.add(sink.name()));
            String one = names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
            next = switch (names.isEmpty() ? 0 : random.nextInt(3)) {
                case 0 -> sink(next, "s" + random.nextLong());
                case 1 -> ConfigurationEditor.delete(next, EntityKind.SINK, one);
                default ->
                    ConfigurationEditor.update(
                            next, EntityKind.SINK, one, Json.object().put("delay", random.nextInt(5000)));
            };
        }
        return next;
    }

    private static Configuration sink(Configuration before, String name) throws ChangeRefused {
        return ConfigurationEditor.add(
                before, EntityKind.SINK, Json.object().put("name", name).put("ip", "10.0.0.1"));
    }

    private static Configuration sorted(Configuration of) {
        return new Configuration(
                of.sources(),
                of.sinks().stream()
                        .sorted(Comparator.comparing(sink -> sink.configId()))
                        .toList(),
                of.routes());
    }
}
