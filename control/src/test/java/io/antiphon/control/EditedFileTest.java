package io.antiphon.control;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
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

    @Test
    void aWrongEditThatAChangeWasWrittenOverIsToldAsPutAside() throws Exception {
        try (TestServer server = new TestServer(home)) {
            server.post("/sinks", "{\"name\":\"Kitchen\",\"ip\":\"10.0.0.1\"}");
            String right = Files.readString(file());
            Files.writeString(file(), "sinks:\n- {name: Kitchen, ip: 10.0.0.1, volume: 9}\n");
            await().atMost(SOON).until(() -> problem(server).contains("volume"));

            server.get("/sinks/Kitchen/volume/0.5");

            await().atMost(SOON).until(() -> problem(server).isEmpty());
            JsonNode aside = json(server.get("/api/config/file")).path("put_aside");
            assertThat(aside.path("problem").asText()).contains("sinks.0.volume: must be from 0 to 3.1623");
            assertThat(home.resolve(aside.path("file").asText())).content().contains("volume: 9");
            assertThat(Files.readString(file())).contains("volume: 0.5");

            Files.writeString(file(), right);
            await().atMost(SOON)
                    .until(() -> json(server.get("/api/config/file"))
                            .path("put_aside")
                            .isNull());
        }
    }

    @Test
    void aChangeWaitsForAnEditorThatWritesSlowly() throws Exception {
        try (TestServer server = new TestServer(home)) {
            for (int i = 0; i < 8; i++) {
                server.post("/sinks", "{\"name\":\"s" + i + "\",\"ip\":\"10.0.0.1\"}");
            }
            List<String> lines = Files.readString(file()).lines().toList();
            Files.writeString(file(), "# slowly\n");
            CompletableFuture<HttpResponse<String>> change = null;
            for (String line : lines) {
                Files.writeString(file(), line + "\n", StandardOpenOption.APPEND);
                if (change == null && line.contains("s3")) {
                    HttpRequest turn = HttpRequest.newBuilder(server.uri("/sinks/s7/volume/0.5"))
                            .build();
                    change = server.client().sendAsync(turn, BodyHandlers.ofString());
                }
                LockSupport.parkNanos(10_000_000); // the editor's pace
            }

            assertThat(Objects.requireNonNull(change).get().body()).isEqualTo("true");
            assertThat(json(server.get("/sinks"))).hasSize(8);
            await().atMost(SOON).until(() -> Files.readString(file()).contains("# slowly"));
            assertThat(json(server.get("/sinks"))).hasSize(8);
            assertThat(Files.readString(file())).contains("volume: 0.5");
        }
    }

    @Test
    void aChangeThatCannotWaitLongerLeavesTheFileToItsEditorUnderAnotherName() throws Exception {
        try (TestServer server = new TestServer(home)) {
            server.post("/sinks", "{\"name\":\"Kitchen\",\"ip\":\"10.0.0.1\"}");
            server.post("/sinks", "{\"name\":\"Attic\",\"ip\":\"10.0.0.2\"}");
            try (BufferedWriter editor = Files.newBufferedWriter(file())) {
                editor.write("sinks:\n");
                editor.flush();
                assertThat(server.get("/sinks/Attic/volume/0.5").body()).isEqualTo("true");
                editor.write("- {name: Only, ip: 10.0.0.3}\n");
            }
            JsonNode aside = json(server.get("/api/config/file")).path("put_aside");
            assertThat(aside.path("problem").asText()).contains("still being written");
            assertThat(home.resolve(aside.path("file").asText())).content().contains("Only");
            assertThat(json(server.get("/sinks"))).hasSize(2);
            assertThat(Files.readString(file())).contains("volume: 0.5").doesNotContain("Only");
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
