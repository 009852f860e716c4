package io.antiphon.control.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConfigurationStoreTest {
    @TempDir
    Path folder;

    @Test
    void whatWasSavedIsLoadedWithEverythingInIt() throws Exception {
        Configuration saved = ConfigurationEditor.update(
                numbered(1), EntityKind.SOURCE, "n1", (ObjectNode) Json.MAPPER.readTree("""
                        {"name":"Ünïcode: \\"quoted\\" #1","equalizer":{"b2":1.5},
                         "speaker_layouts":{"2":{"auto_mode":false}},"vnc_port":5900,"enabled":false}"""));
        save(saved);

        assertThat(load()).contains(saved);
    }

    @Test
    void otherKeysStayAlsoThoseThatWereEditedMeanwhile() throws Exception {
        Files.writeString(file(), "settings: {api_port: 9000}\nmine: [1, 2]\n");
        try (ConfigurationStore store = new ConfigurationStore(file())) {
            store.load();
            store.save(numbered(1), true).get();
            assertThat(Files.readString(file())).contains("9000").contains("mine");

            Files.writeString(file(), Files.readString(file()).replace("9000", "9001") + "more: yes\n");
            store.save(numbered(2), true).get();
        }
        assertThat(Files.readString(file())).contains("9001").contains("more").contains("n2");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(f -> f.toString().contains(".edited-"))).isEmpty();
        }
    }

    @Test
    void anEditThatIsNotRightIsKeptWhenAChangeIsWrittenOverIt() throws Exception {
        String broken = "sources: [{name: half";
        try (ConfigurationStore store = new ConfigurationStore(file())) {
            store.save(numbered(1), true).get();
            Files.writeString(file(), broken);
            store.save(numbered(2), true).get();
        }
        assertThat(load()).contains(numbered(2));
        try (Stream<Path> files = Files.list(folder)) {
            Path aside = files.filter(f -> f.toString().contains(".edited-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(aside)).isEqualTo(broken);
        }
    }

    @Test
    void whatAPersonEditedIsInTheFileTogetherWithTheChangeOfTheSameMoment() throws Exception {
        try (ConfigurationStore store = new ConfigurationStore(file())) {
            store.save(numbered(1), true).get();
            Files.writeString(
                    file(),
                    Files.readString(file()).replace("sinks: []", "sinks: [{name: a, ip: 10.0.0.2, config_id: two}]"));
            store.save(numbered(2), true).get();
        }
        Configuration both = load().orElseThrow();
        assertThat(both.sources().getFirst().name()).isEqualTo("n2");
        assertThat(both.sinks().getFirst().name()).isEqualTo("a");
    }

    @Test
    void whatCouldNotBeWrittenIsNotWrittenLater() throws Exception {
        Files.writeString(file(), "sources:\n- &one {name: n1, ip: 10.0.0.1, config_id: one}\n");
        Configuration before;
        try (ConfigurationStore store = new ConfigurationStore(file())) {
            before = store.load().orElseThrow().after();
            Configuration louder = ConfigurationEditor.update(
                    before, EntityKind.SOURCE, "n1", Json.object().put("volume", 0.5));
            Path inTheWay = Files.createDirectories(folder.resolve("config.yaml.tmp/full"));
            assertThat(store.save(louder, false)).failsWithin(Duration.ofSeconds(10));
            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());

            store.save(before, false).get();
        }

        assertThat(load()).contains(before);
    }

    @Test
    void theLastTwentyRevisionsAreKept() throws Exception {
        try (ConfigurationStore store = new ConfigurationStore(file())) {
            for (int i = 1; i <= 25; i++) {
                store.save(numbered(i), true).get();
                store.save(numbered(i), false).get();
            }
        }
        List<Path> revisions = new Revisions(folder.resolve("revisions")).list();
        assertThat(revisions).hasSize(20);
        assertThat(Files.readString(revisions.getFirst())).contains("n6");
        assertThat(Files.readString(revisions.getLast())).contains("n25");
    }

    @Test
    void manySavesAtOnceEndWithTheLast() throws Exception {
        try (ConfigurationStore store = new ConfigurationStore(file())) {
            List<CompletableFuture<Void>> saves = new ArrayList<>();
            for (int i = 1; i <= 500; i++) {
                saves.add(store.save(numbered(i), false));
            }
            for (CompletableFuture<Void> save : saves) {
                save.get(10, TimeUnit.SECONDS);
            }
            assertThat(load()).contains(numbered(500));
        }
    }

    @Test
    void aTornTemporaryFileIsOfNoConsequence() throws Exception {
        save(numbered(1));
        Files.writeString(folder.resolve("config.yaml.tmp"), "sources:\n- {name: \"ha");

        assertThat(load()).contains(numbered(1));
        save(numbered(2));
        assertThat(load()).contains(numbered(2));
    }

    @Test
    void aFileThatDoesNotParseIsLeftAsItIsAndThePlaceIsNamed() throws Exception {
        String broken = "sources:\n- {name: PC, ip: 10.0.0.1\nsinks: []\n";
        Files.writeString(file(), broken);

        assertThatThrownBy(this::load)
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("config.yaml, line 3, column");
        assertThat(Files.readString(file())).isEqualTo(broken);
    }

    @Test
    void allThatIsNotAllowedIsNamedAtOnce() throws Exception {
        Files.writeString(file(), """
                sources:
                - {name: PC, ip: 10.0.0.1, volume: 9}
                - {name: PC, ip: nowhere}
                sinks: 5
                """);

        assertThatThrownBy(this::load)
                .hasMessageContaining("line 2, column 36: sources.0.volume")
                .hasMessageContaining("line 3, column 18: sources.1.ip")
                .hasMessageContaining("line 4, column 8: sinks: must be a list");
    }

    @Test
    void olderFormsAreUnderstood() throws Exception {
        Files.writeString(file(), """
                sinks:
                - {name: Card, ip: 'ap:default', protocol: alsa, port: -1, config_id: 'None',
                   speaker_layout: {auto_mode: false}, unheard_of: 1}
                """);

        var sink = load().orElseThrow().sinks().getFirst();
        assertThat(sink.protocol()).isEqualTo("system_audio");
        assertThat(sink.port()).isZero();
        assertThat(sink.configId()).hasSize(36);
        assertThat(sink.speakerLayouts()).containsOnlyKeys(2);
    }

    @Test
    void aKilledProcessLeavesTheLastAcknowledgedOrTheOneAfterIt() throws Exception {
        Random random = new Random(20_261_121);
        for (int round = 0; round < 4; round++) {
            Files.deleteIfExists(file());
            int stopAfter = 1 + random.nextInt(150);
            int acknowledged = writeUntilKilled(stopAfter);

            String name = load().orElseThrow().sources().getFirst().name();
            assertThat(name)
                    .as("after %s acknowledged saves", acknowledged)
                    .isIn("n" + acknowledged, "n" + (acknowledged + 1));
        }
    }

    /** Returns the number of the last save that was acknowledged before the kill. */
    private int writeUntilKilled(int stopAfter) throws Exception {
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int last = 0;
        try (var lines = writer.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = Integer.parseInt(line);
                if (last == stopAfter) {
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return last;
    }

    static Configuration numbered(int number) throws ChangeRefused {
        return ConfigurationEditor.add(
                Configuration.EMPTY,
                EntityKind.SOURCE,
                Json.object().put("name", "n" + number).put("ip", "10.0.0.1").put("config_id", "one"));
    }

    private Path file() {
        return folder.resolve("config.yaml");
    }

    private void save(Configuration configuration) throws Exception {
        try (ConfigurationStore store = new ConfigurationStore(file())) {
            store.save(configuration, false).get();
        }
    }

    private Optional<Configuration> load() throws BadFileException, IOException {
        try (ConfigurationStore store = new ConfigurationStore(file())) {
            return store.load().map(FileEdit.Taken::after);
        }
    }
}
