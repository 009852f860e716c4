package io.antiphon.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.edit.RandomEdits;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CutTextTest {
    private static final String TEXT = """
            # The house
            settings: {api_port: 9000} # behind the proxy
            sources:
            - {name: PC, ip: 10.0.0.1, config_id: pc} # at the desk

            # what is played on
            sinks: # all of them
            # the loud one
            - name: Kitchen # by the door
              ip: 10.0.0.2
              config_id: one
              # not more than this
              volume: 0.5
            -
              name: "Attic: #1"
              ip: 10.0.0.3
              config_id: two
            # behind the sinks
            routes:
            - {name: r, source: PC, sink: Kitchen, config_id: r}
            # the end
            """;

    @Test
    void aChangeRewritesTheTextOfItsEntityAlone() throws Exception {
        Configuration before = read(TEXT);
        Configuration next = ConfigurationEditor.update(
                before, EntityKind.SINK, "Kitchen", Json.object().put("volume", 0.25));

        String written = changed(TEXT, before, next);

        assertThat(read(written)).isEqualTo(next);
        assertThat(written.lines().filter(line -> !TEXT.contains(line)))
                .containsExactly("- # the loud one", "  name: Kitchen # by the door", "  volume: 0.25");
        assertThat(written).contains("# by the door").contains("# not more than this");
    }

    @Test
    void aFileWithLinesAtTheMarginThatBeginNothingIsWrittenWhole() throws Exception {
        String text = """
                sinks:
                - {name: K, ip: 10.0.0.1, config_id: one}
                - {
                  name: A, ip: 10.0.0.2, config_id: two
                }
                routes: []
                """;

        assertThat(CutText.of(text, read(text))).isEmpty();
    }

    @Test
    void whatIsDeletedGoesWithItsCommentsAndWhatIsMovedTakesThemAlong() throws Exception {
        Configuration before = read(TEXT);
        Configuration moved = ConfigurationEditor.move(before, EntityKind.SINK, "Kitchen", 1);
        assertThat(changed(TEXT, before, moved)).contains("config_id: two\n# the loud one\n- name: Kitchen");

        Configuration off = ConfigurationEditor.update(
                before, EntityKind.ROUTE, "r", Json.object().put("sink", "Attic: #1"));
        Configuration without = ConfigurationEditor.delete(off, EntityKind.SINK, "Kitchen");
        assertThat(changed(TEXT, before, without))
                .doesNotContain("loud")
                .contains("sinks: # all of them\n-\n  name: \"Attic: #1\"")
                .contains("# behind the sinks");
    }

    @Test
    void whatCannotBeToldApartIsNotCut() throws Exception {
        for (String text : List.of(
                TEXT.replace("- {name: PC", "  - {name: PC"),
                TEXT.replace("{name: PC,", "&pc {name: PC,"),
                TEXT.replace("config_id: two", "config_id: two\n  note: |\n    # a\n    - b"),
                TEXT.strip())) {
            assertThat(CutText.of(text, read(text))).as(text).isEmpty();
        }
    }

    @Property(tries = 25)
    void whateverIsChangedTheFileHoldsItAndTheCommentOfItsHead(@ForAll @LongRange(min = 0, max = 1_000_000) long seed)
            throws Exception {
        Path folder = Files.createTempDirectory("antiphon-cut-");
        Path file = folder.resolve("config.yaml");
        boolean commented = seed % 2 == 0;
        Files.writeString(file, commented ? "# the house\nsettings: {api_port: 9000} # proxy\n" : "settings: {}\n");
        ConfigurationFile content = new ConfigurationFile(file);
        content.load();
        RandomEdits edits = new RandomEdits(seed);
        for (int i = 0; i < 60; i++) {
            Configuration next = edits.next();
            content.write(next);
            String written = Files.readString(file);
            assertThat(read(written)).isEqualTo(next);
            assertThat(written.contains("# the house") && written.contains("# proxy"))
                    .isEqualTo(commented);
        }
    }

    private static String changed(String text, Configuration before, Configuration next) throws BadFileException {
        ObjectNode tree = document(text).tree();
        ConfigurationDocument.put(tree, before, next);
        Optional<CutText> cut = CutText.of(text, before);
        return cut.flatMap(known -> known.with(before, next, tree))
                .orElseThrow()
                .text();
    }

    private static Configuration read(String text) throws BadFileException {
        return ConfigurationDocument.read("the text", document(text));
    }

    private static YamlDocument document(String text) throws BadFileException {
        return YamlDocument.parse("the text", text.getBytes(StandardCharsets.UTF_8));
    }
}
