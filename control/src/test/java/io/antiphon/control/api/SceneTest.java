package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SceneTest {
    @TempDir
    Path home;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home);
        server.post("/sinks", "{\"name\":\"a\",\"ip\":\"10.0.0.1\",\"volume\":0.5}");
        server.post("/sinks", "{\"name\":\"b\",\"ip\":\"10.0.0.2\"}");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aWholeSceneBringsBackEverything() throws Exception {
        String saved = server.get("/sinks").body();
        assertThat(server.put("/api/scenes/evening", "").body()).isEqualTo("true");
        server.delete("/sinks/b");
        server.put("/sinks/a", "{\"port\":5000,\"name\":\"c\"}");

        JsonNode preview = json(server.get("/api/scenes/evening/preview"));
        assertThat(preview.get("changes").findValuesAsText("text"))
                .containsExactly("sink 'a': name \"c\" → \"a\"", "sink 'a': port 5000 → 4010", "sink 'b' added");
        assertThat(server.get("/sinks").body()).isNotEqualTo(saved);

        JsonNode recalled = json(server.post("/api/scenes/evening/recall", "{\"fade_ms\":0}"));
        assertThat(recalled).isEqualTo(preview);
        assertThat(server.get("/sinks").body()).isEqualTo(saved);
        server.post("/api/undo", "");
        assertThat(json(server.get("/sinks"))).hasSize(1);
    }

    @Test
    void aPartChangesHowItsOwnSoundAndNothingElse() throws Exception {
        server.put("/api/scenes/loud", "{\"sinks\":[\"a\"]}");
        server.put("/sinks/a", "{\"volume\":0.1,\"port\":5000,\"name\":\"c\"}");
        server.put("/sinks/b", "{\"volume\":0.2}");

        server.post("/api/scenes/loud/recall", "");
        JsonNode a = json(server.get("/sinks/c"));
        assertThat(a.get("volume").asDouble()).isEqualTo(0.5);
        assertThat(a.get("port").asInt()).isEqualTo(5000);
        assertThat(json(server.get("/sinks/b")).get("volume").asDouble()).isEqualTo(0.2);

        server.delete("/sinks/c");
        assertThat(json(server.get("/api/scenes/loud/preview"))
                        .get("missing")
                        .get(0)
                        .asText())
                .isEqualTo("sink 'a'");
    }

    @Test
    void scenesAreThereAfterARestartUntilTheyAreDeleted() throws Exception {
        server.put("/api/scenes/x", "{\"sinks\":[\"b\"]}");
        JsonNode all = json(server.get("/api/scenes"));
        server.close();
        server = new TestServer(home);
        assertThat(json(server.get("/api/scenes"))).isEqualTo(all);
        assertThat(all.get(0).get("sinks").get(0).asText()).isEqualTo("b");

        assertThat(server.delete("/api/scenes/x").body()).isEqualTo("true");
        assertThat(server.delete("/api/scenes/x").statusCode()).isEqualTo(404);
        assertThat(json(server.get("/api/scenes"))).isEmpty();
    }

    @Test
    void theSceneThatWasRecalledLastIsKnownAlsoAfterARestartAndUnderItsNewName() throws Exception {
        server.put("/api/scenes/x", "");
        server.put("/api/scenes/y", "");
        assertThat(recalled()).isEmpty();
        server.post("/api/scenes/x/recall", "");
        server.post("/api/scenes/y/recall", "");
        assertThat(recalled()).containsExactly("y");
        assertThat(server.post("/api/scenes/y/rename", "{\"name\":\"z\"}").statusCode())
                .isEqualTo(200);
        server.close();
        server = new TestServer(home);
        assertThat(recalled()).containsExactly("z");
        assertThat(server.post("/api/scenes/z/rename", "{\"name\":\"x\"}").statusCode())
                .isEqualTo(409);
        assertThat(server.post("/api/scenes/z/rename", "{\"name\":\"\"}").statusCode())
                .isEqualTo(422);
        assertThat(server.post("/api/scenes/nobody/rename", "{\"name\":\"q\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatWasDeletedOrWrittenOverIsBroughtBack() throws Exception {
        server.put("/api/scenes/x", "{\"sinks\":[\"b\"]}");
        JsonNode first = json(server.get("/api/scenes"));
        server.put("/api/scenes/x", "");
        server.post("/api/scenes/x/restore", "");
        assertThat(json(server.get("/api/scenes"))).isEqualTo(first);

        server.delete("/api/scenes/x");
        assertThat(server.post("/api/scenes/x/restore", "").statusCode()).isEqualTo(200);
        assertThat(json(server.get("/api/scenes"))).isEqualTo(first);
        assertThat(server.post("/api/scenes/nobody/restore", "").statusCode()).isEqualTo(404);
    }

    private List<String> recalled() throws Exception {
        return json(server.get("/api/scenes"))
                .valueStream()
                .filter(scene -> !scene.get("recalled").isNull())
                .map(scene -> scene.get("name").asText())
                .toList();
    }

    @Test
    void whatIsWrongIsRefused() throws Exception {
        assertThat(server.put("/api/scenes/x", "{\"sinks\":[\"nobody\"]}").statusCode())
                .isEqualTo(404);
        assertThat(server.put("/api/scenes/x", "{\"sinks\":1}").statusCode()).isEqualTo(422);
        assertThat(server.post("/api/scenes/x/recall", "").statusCode()).isEqualTo(404);
        server.put("/api/scenes/x", "");
        for (String fade : new String[] {"-1", "60001", "1.5", "\"1\"", "true", "null"}) {
            assertThat(server.post("/api/scenes/x/recall", "{\"fade_ms\":" + fade + "}")
                            .statusCode())
                    .as(fade)
                    .isEqualTo(422);
        }
    }

    @Test
    void aMisspeltKeyIsRefusedAndSavesNothing() throws Exception {
        var answer = server.put("/api/scenes/evening", "{\"sink\":[\"a\"]}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"key\":\"sink\"").contains("routes, sinks, sources");
        assertThat(json(server.get("/api/scenes"))).isEmpty();
    }

    @Test
    void aRequestWithoutABodyIsAWholeSceneAndRecallsAtOnce() throws Exception {
        assertThat(server.send("PUT", "/api/scenes/evening", null).body()).isEqualTo("true");
        assertThat(server.send("POST", "/api/scenes/evening/recall", null).statusCode())
                .isEqualTo(200);
        assertThat(server.post("/api/scenes/evening/recall", "{\"fade\":5}").statusCode())
                .isEqualTo(422);
    }
}
