package io.antiphon.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CommentedYamlTest {
    private static final String TEXT = """
            # The house, ground floor
            settings: # need a restart
              api_port: 9000 # behind the proxy
            sinks:
            # the loud one
            - name: Kitchen # by the door
              volume: 1.0 # never more
              config_id: one
            - {name: Attic, config_id: two, volume: 0.5} # above
            sources: []
            # the end
            """;

    @Test
    void commentsStayWhereTheyStoodWhenValuesChange() throws Exception {
        ObjectNode tree = read(TEXT);
        ((ObjectNode) tree.path("sinks").get(0)).put("volume", 0.25).put("delay", 10);
        ((ArrayNode) tree.path("sinks")).addObject().put("name", "New: one").put("config_id", "three");

        String written = CommentedYaml.write(TEXT, tree).orElseThrow();

        assertThat(read(written)).isEqualTo(tree);
        assertThat(written.lines().map(String::strip))
                .contains(
                        "# The house, ground floor",
                        "settings: # need a restart",
                        "api_port: 9000 # behind the proxy",
                        "- # the loud one",
                        "name: Kitchen # by the door",
                        "volume: 0.25 # never more",
                        "# the end");
        assertThat(written).contains("# above");
    }

    @Test
    void whatDidNotChangeIsWrittenAsItStood() throws Exception {
        assertThat(CommentedYaml.write(TEXT, read(TEXT)))
                .contains(TEXT.replace("# the loud one\n- name", "- # the loud one\n  name"));
    }

    @Test
    void commentsGoWithWhatIsDeletedAndMoveWithWhatIsMoved() throws Exception {
        ObjectNode tree = read(TEXT);
        ArrayNode sinks = (ArrayNode) tree.path("sinks");
        sinks.add(sinks.remove(0));
        String moved = CommentedYaml.write(TEXT, tree).orElseThrow();
        assertThat(moved.indexOf("# by the door")).isGreaterThan(moved.indexOf("Attic"));

        sinks.remove(1);
        String deleted = CommentedYaml.write(TEXT, tree).orElseThrow();
        assertThat(deleted).doesNotContain("# by the door").contains("need a restart");
    }

    @Property(tries = 200)
    void whateverChangesTheTextHoldsTheTree(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 5) Integer> edits, @ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        String text = TEXT;
        ObjectNode tree = read(text);
        for (int edit : edits) {
            ArrayNode sinks = (ArrayNode) tree.path("sinks");
            String name = "s" + random.nextInt(100) + " #: '" + (char) (32 + random.nextInt(1000));
            switch (edit) {
                case 0 -> sinks.addObject().put("name", name).put("config_id", name);
                case 1 -> sinks.remove(sinks.isEmpty() ? 0 : random.nextInt(sinks.size()));
                case 2 -> sinks.forEach(sink -> ((ObjectNode) sink).put("volume", random.nextDouble()));
                case 3 ->
                    sinks.forEach(sink -> ((ObjectNode) sink)
                            .putArray("group_members")
                            .add(name)
                            .add("b"));
                case 4 -> tree.putObject("extra").put(name.strip(), true).putNull("none");
                default -> sinks.forEach(sink -> ((ObjectNode) sink).remove("volume"));
            }
            text = CommentedYaml.write(text, tree).orElseThrow();
            assertThat(read(text)).isEqualTo(tree);
            assertThat(text).contains("need a restart").contains("# behind the proxy");
        }
    }

    private static ObjectNode read(String text) throws BadFileException {
        return YamlDocument.parse("text", text.getBytes(StandardCharsets.UTF_8)).tree();
    }
}
