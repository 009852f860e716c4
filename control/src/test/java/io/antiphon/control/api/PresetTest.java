package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Presets, preferences, order and equalizers by their own calls. */
@Timeout(30)
class PresetTest {
    @TempDir
    Path home;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home);
        for (String name : List.of("a", "b", "c")) {
            server.post("/sinks", "{\"name\":\"" + name + "\",\"ip\":\"10.0.0.1\"}");
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/equalizers", "/equalizers/"})
    void presetsAreSavedOverwrittenListedAndDeleted(String path) throws Exception {
        assertThat(server.get(path).body()).isEqualTo("{\"equalizers\":[]}");
        assertThat(server.post(path, "{\"name\":\"warm\",\"b1\":1.5}").body())
                .isEqualTo("{\"message\":\"Equalizer saved successfully\"}");
        server.post(path, "{\"name\":\"warm\",\"b2\":0.5}");

        JsonNode all = json(server.get(path)).get("equalizers");
        assertThat(all).hasSize(1);
        assertThat(all.get(0).get("b1").asDouble()).isEqualTo(1);
        assertThat(all.get(0).get("b2").asDouble()).isEqualTo(0.5);
        assertThat(Files.readString(home.resolve("equalizers.yaml"))).contains("warm");

        assertThat(server.delete("/equalizers/warm").body())
                .isEqualTo("{\"message\":\"Equalizer deleted successfully\"}");
        assertThat(server.delete("/equalizers/warm").statusCode()).isEqualTo(404);
    }

    @Test
    void aPresetWithoutNameOrBeyondItsRangeIsRefused() throws Exception {
        assertThat(server.post("/equalizers", "{\"b1\":1.5}").statusCode()).isEqualTo(400);
        var beyond = server.post("/equalizers", "{\"name\":\"x\",\"b1\":2.5}");
        assertThat(beyond.statusCode()).isEqualTo(422);
        assertThat(beyond.body()).contains("\"key\":\"b1\"");
        assertThat(json(server.get("/equalizers")).get("equalizers")).isEmpty();
    }

    @Test
    void preferencesAreMergedDeeplyAndKnowTheNamesOfOlderClients() throws Exception {
        JsonNode first = json(server.get("/preferences"));
        assertThat(first.get("tutorial").get("version").asInt()).isEqualTo(2);
        assertThat(first.get("mdns_router_uuid").asText()).hasSize(36);

        server.put("/preferences", "{\"tutorial\":{\"currentStep\":3},\"view\":{\"starred\":[\"a\"]}}");
        JsonNode merged = json(server.put("/preferences/", "{\"view\":{\"theme\":\"dark\"}}"));

        assertThat(merged.get("tutorial").get("current_step").asInt()).isEqualTo(3);
        assertThat(merged.get("tutorial").get("completed").asBoolean()).isFalse();
        assertThat(merged.get("view").get("starred").get(0).asText()).isEqualTo("a");
        assertThat(merged.get("view").get("theme").asText()).isEqualTo("dark");
        assertThat(merged.get("mdns_router_uuid")).isEqualTo(first.get("mdns_router_uuid"));
        assertThat(json(server.get("/preferences"))).isEqualTo(merged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"tutorial\":{\"current_step\":\"far\"}}", "{\"tutorial\":7}"})
    void preferencesThatAreNotRightChangeNothing(String body) throws Exception {
        JsonNode before = json(server.get("/preferences"));
        assertThat(server.put("/preferences", body).statusCode()).isIn(400, 422);
        assertThat(json(server.get("/preferences"))).isEqualTo(before);
    }

    @Test
    void anEntityIsMovedToAPlace() throws Exception {
        assertThat(server.get("/sinks/c/reorder/0").body()).isEqualTo("null");
        assertThat(names()).containsExactly("c", "a", "b");
        server.get("/sinks/c/reorder/99/");
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(server.get("/sinks/c/reorder/-1").statusCode()).isEqualTo(422);
        assertThat(server.get("/sinks/c/reorder/first").statusCode()).isEqualTo(422);
        assertThat(server.get("/sinks/nobody/reorder/0").statusCode()).isEqualTo(404);
    }

    @Test
    void anEqualizerIsSetByItsOwnCall() throws Exception {
        assertThat(server.post("/sinks/a/equalizer/", "{\"b3\":1.25,\"normalization_enabled\":true}")
                        .body())
                .isEqualTo("true");
        JsonNode equalizer = json(server.get("/sinks/a")).get("equalizer");
        assertThat(equalizer.get("b3").asDouble()).isEqualTo(1.25);
        assertThat(equalizer.get("normalization_enabled").asBoolean()).isTrue();
        assertThat(server.post("/sinks/a/equalizer", "{\"b3\":-1}").statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e39", "-11", "1e400"})
    void aLayoutThatIsTooLoudIsRefusedWithItsPlace(String gain) throws Exception {
        String row = "[0,0,0,0,0,0,0,0]";
        String rows = String.join(",", Collections.nCopies(6, row));
        String matrix = "[" + row + ",[0,0," + gain + ",0,0,0,0,0]," + rows + "]";
        var answer =
                server.put("/sinks/a", "{\"speaker_layouts\":{\"2\":{\"auto_mode\":false,\"matrix\":" + matrix + "}}}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("speaker_layouts.2.matrix");
        assertThat(json(server.get("/sinks/a")).get("speaker_layouts")).isEmpty();
    }

    @Test
    void aSourceTurnsItsOwnVolume() throws Exception {
        assertThat(server.get("/sources_self/volume/0.5").statusCode()).isEqualTo(404);
        server.post("/sources", "{\"name\":\"me\",\"ip\":\"127.0.0.1\"}");
        assertThat(server.get("/sources_self/volume/0.5").body()).isEqualTo("true");
        assertThat(json(server.get("/sources/me")).get("volume").asDouble()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mdns/devices", "/sources/x/play", "/sources_self/nexttrack"})
    void whatIsNotThereYetSaysSo(String path) throws Exception {
        var answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("not_there_yet").contains("\"error\"");
    }

    @Test
    void thereAreNoDevices() throws Exception {
        assertThat(server.get("/system_audio_devices").body())
                .isEqualTo("{\"system_capture_devices\":[],\"system_playback_devices\":[]}");
    }

    private List<String> names() throws Exception {
        List<String> names = new ArrayList<>();
        json(server.get("/sinks")).forEach(sink -> names.add(sink.get("name").asText()));
        return names;
    }
}
