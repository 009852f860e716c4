package io.antiphon.control.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.store.BadFileException;
import io.antiphon.control.store.ConfigurationDocument;
import io.antiphon.control.store.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A group that would contain itself is refused, and the way round is shown. */
class GroupCycleTest {
    @ParameterizedTest
    @EnumSource(names = {"SOURCE", "SINK"})
    void aChangeThatClosesACircleIsRefusedWithThePath(EntityKind kind) throws Exception {
        Configuration three = add(add(add(Configuration.EMPTY, kind, "c"), kind, "b", "c"), kind, "a", "b");

        assertThatThrownBy(() -> ConfigurationEditor.update(three, kind, "c", members("a")))
                .isInstanceOfSatisfying(ChangeRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(ChangeRefused.Reason.INVALID);
                    assertThat(refused.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("cycle");
                        assertThat(problem.key()).isEqualTo("group_members");
                        assertThat(problem.message()).contains("a → b → c → a");
                    });
                });
        assertThatThrownBy(() -> add(three, kind, "d", "d")).hasMessageContaining("d → d");
        assertThat(add(three, kind, "d", "a", "b", "c").of(kind))
                .as("a member by two ways is no circle")
                .hasSize(4);
    }

    @Test
    void theFileCheckNamesThePlace(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("config.yaml");
        Files.writeString(file, """
                sources:
                - {name: x, ip: 10.0.0.1}
                - {name: a, is_group: true, group_members: [b]}
                - {name: b, is_group: true, group_members: [a, x]}
                """);

        assertThatThrownBy(() -> ConfigurationDocument.read("config.yaml", YamlDocument.read(file)))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("line 3, column 44: sources.1.group_members")
                .hasMessageContaining("a → b → a");
    }

    private static Configuration add(Configuration before, EntityKind kind, String name, String... members)
            throws ChangeRefused {
        return ConfigurationEditor.add(before, kind, members(members).put("name", name));
    }

    private static ObjectNode members(String... members) {
        ObjectNode group = Json.object().put("is_group", true);
        group.putArray("group_members");
        for (String member : members) {
            group.withArray("group_members").add(member);
        }
        return group;
    }
}
