package io.antiphon.control;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person edits the configuration file while the server runs. */
@Timeout(30)
class EditedFileTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path home;

    @Test
    void whatIsRightRunsWithoutARestart() throws Exception {
        try (TestServer server = new TestServer(home)) {
            Files.writeString(file(), "# mine\nsinks:\n- {name: Kitchen, ip: 10.0.0.1} # by the door\n");
            await().atMost(SOON).until(() -> json(server.get("/sinks")).size() == 1);
            await().atMost(SOON).until(() -> Files.readString(file()).contains("config_id"));

            assertThat(server.get("/sinks/Kitchen/volume/0.5").body()).isEqualTo("true");
            assertThat(Files.readString(file()))
                    .contains("# mine")
                    .contains("# by the door")
                    .contains("volume: 0.5");
        }
    }

    @Test
    void whatIsWrongIsToldWithItsPlaceAndWhatRunsGoesOn() throws Exception {
        try (TestServer server = new TestServer(home)) {
            server.post("/sinks", "{\"name\":\"Kitchen\",\"ip\":\"10.0.0.1\"}");
            JsonNode before = json(server.get("/sinks"));
            String right = Files.readString(file());

            Files.writeString(file(), "sinks:\n- {name: Kitchen, ip: 10.0.0.1, volume: 9}\n");
            await().atMost(SOON).until(() -> problem(server).contains("line 2, column 41"));
            assertThat(problem(server)).contains("sinks.0.volume: must be from 0 to 3.1623");
            assertThat(json(server.get("/sinks"))).isEqualTo(before);

            Files.writeString(file(), right + "mine: 1\n");
            await().atMost(SOON).until(() -> problem(server).isEmpty());
        }
    }

    @Test
    void anEmptiedFileTakesNothingAway() throws Exception {
        try (TestServer server = new TestServer(home)) {
            server.post("/sinks", "{\"name\":\"Kitchen\",\"ip\":\"10.0.0.1\"}");
            Files.writeString(file(), "\n");
            await().atMost(SOON).until(() -> problem(server).contains("is empty"));
            assertThat(json(server.get("/sinks"))).hasSize(1);
        }
    }

    private static String problem(TestServer server) throws Exception {
        JsonNode state = json(server.get("/api/config/file"));
        assertThat(state.get("taken").asBoolean())
                .isEqualTo(state.get("problem").isNull());
        return state.get("problem").isNull() ? "" : state.get("problem").asText();
    }

    private Path file() {
        return home.resolve("config.yaml");
    }
}
