package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HistoryTest {
    @TempDir
    Path home;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home);
        server.post("/sinks", "{\"name\":\"a\",\"ip\":\"10.0.0.1\"}");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void eachChangeIsListedWithWhoWhenAndWhat() throws Exception {
        server.put("/sinks/a", "{\"port\":5000}");
        JsonNode history = json(server.get("/api/history"));

        assertThat(history.get("undo")).hasSize(2);
        assertThat(history.get("redo")).isEmpty();
        JsonNode last = history.get("undo").get(0);
        assertThat(last.get("who").asText()).isEqualTo("anybody");
        assertThat(last.get("when").asText()).startsWith("20").endsWith("Z");
        assertThat(last.get("what")).hasSize(1);
        JsonNode what = last.get("what").get(0);
        assertThat(what.get("text").asText()).isEqualTo("sink 'a': port 4010 → 5000");
        assertThat(what.get("from").asInt()).isEqualTo(4010);
        assertThat(what.get("to").asInt()).isEqualTo(5000);
        assertThat(history.get("undo").get(1).get("what").get(0).get("text").asText())
                .isEqualTo("sink 'a' added");
    }

    @Test
    void aMoveInTheListIsNamedAndUndone() throws Exception {
        server.post("/sinks", "{\"name\":\"b\",\"ip\":\"10.0.0.2\"}");
        server.post("/sinks", "{\"name\":\"c\",\"ip\":\"10.0.0.3\"}");
        String before = server.get("/sinks").body();

        server.get("/sinks/c/reorder/0");

        JsonNode what = json(server.get("/api/history")).at("/undo/0/what");
        assertThat(what).hasSize(1);
        assertThat(what.get(0).path("text").asText()).isEqualTo("sink 'c': index 2 → 0");
        assertThat(what.get(0).path("key").asText()).isEqualTo("index");
        server.post("/api/undo", "");
        assertThat(server.get("/sinks").body()).isEqualTo(before);
    }

    @Test
    void undoAndRedoGoThroughAllChangesAndAreOnDisk() throws Exception {
        long seed = System.nanoTime();
        System.out.println("history test: seed=" + seed);
        Random random = new Random(seed);
        String[] states = new String[16];
        states[0] = server.get("/sinks").body();
        for (int i = 1; i < states.length; i++) {
            if (random.nextInt(3) == 0) {
                server.post("/sinks", "{\"name\":\"s" + i + "\",\"ip\":\"10.0.0.2\"}");
            } else {
                server.put("/sinks/a", "{\"port\":" + (5000 + i) + "}");
            }
            states[i] = server.get("/sinks").body();
        }
        for (int i = states.length - 2; i >= 0; i--) {
            assertThat(server.post("/api/undo", "").statusCode()).isEqualTo(200);
            assertThat(server.get("/sinks").body()).isEqualTo(states[i]);
        }
        for (int i = 1; i < states.length; i++) {
            assertThat(server.post("/api/redo", "").statusCode()).isEqualTo(200);
            assertThat(server.get("/sinks").body()).isEqualTo(states[i]);
        }
        server.post("/api/undo", "");
        server.close();
        server = new TestServer(home);
        assertThat(server.get("/sinks").body()).isEqualTo(states[states.length - 2]);
    }

    @Test
    void theLastTwentyAreKept() throws Exception {
        for (int i = 0; i < 25; i++) {
            server.put("/sinks/a", "{\"port\":" + (5000 + i) + "}");
        }
        assertThat(json(server.get("/api/history")).get("undo")).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(server.post("/api/undo", "").statusCode()).isEqualTo(200);
        }
        assertThat(json(server.get("/sinks/a")).get("port").asInt()).isEqualTo(5004);
        assertThat(server.post("/api/undo", "").statusCode()).isEqualTo(409);
        assertThat(json(server.post("/api/undo", "")).get("code").asText()).isEqualTo("nothing_to_undo");
    }

    @Test
    void aDraggedFaderIsOneChange() throws Exception {
        for (int i = 1; i <= 10; i++) {
            server.get("/sinks/a/volume/0." + (10 + i));
        }
        JsonNode undo = json(server.get("/api/history")).get("undo");
        assertThat(undo).hasSize(2);
        assertThat(undo.get(0).get("what").get(0).get("text").asText()).isEqualTo("sink 'a': volume 1.0 → 0.2");
        server.post("/api/undo", "");
        assertThat(json(server.get("/sinks/a")).get("volume").asDouble()).isEqualTo(1);
    }

    @Test
    void aNewChangeEndsWhatCanBeMadeAgain() throws Exception {
        server.put("/sinks/a", "{\"port\":5000}");
        server.post("/api/undo", "");
        server.put("/sinks/a", "{\"port\":6000}");
        assertThat(json(server.post("/api/redo", "")).get("code").asText()).isEqualTo("nothing_to_redo");
        assertThat(json(server.get("/sinks/a")).get("port").asInt()).isEqualTo(6000);
    }

    @Test
    void whatWasEditedInTheFileCanBeUndone() throws Exception {
        Path file = home.resolve("config.yaml");
        Files.writeString(file, Files.readString(file).replace("10.0.0.1", "10.0.0.9"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> json(server.get("/sinks/a")).get("ip").asText().equals("10.0.0.9"));
        JsonNode step = json(server.post("/api/undo", ""));
        assertThat(step.get("who").asText()).isEqualTo("configuration file");
        assertThat(json(server.get("/sinks/a")).get("ip").asText()).isEqualTo("10.0.0.1");
        assertThat(Files.readString(file)).contains("10.0.0.1");
    }
}
