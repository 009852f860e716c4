package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.ServerTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest extends ServerTest {
    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = Files.createDirectories(home.resolve("logs")).resolve("antiphon.log");
        write("one\ntwo\n");
    }

    @Nested
    class Listed {
        @Test
        void areTheLogFilesWithTheNewestFirst() throws Exception {
            Path older = Files.writeString(home.resolve("logs/antiphon.2026-01-01.0.log"), "a\n");
            Files.setLastModifiedTime(older, FileTime.fromMillis(0));
            Files.writeString(home.resolve("logs/notes.txt"), "a\n");

            HttpResponse<String> response = server.get("/api/logs");

            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode logs = json(response).get("logs");
            assertThat(logs).hasSize(2);
            assertThat(logs.get(0).fieldNames()).toIterable().containsExactly("filename", "size", "modified", "lines");
            assertThat(logs.get(0).get("filename").asText()).isEqualTo("antiphon.log");
            assertThat(logs.get(0).get("size").asInt()).isEqualTo(8);
            assertThat(logs.get(0).get("lines").asInt()).isEqualTo(2);
            assertThat(logs.get(1).get("modified").asText()).isEqualTo("1970-01-01T00:00:00Z");
        }
    }

    @Nested
    class Downloaded {
        @Test
        void isTheWholeFileUnderItsName() throws Exception {
            HttpResponse<String> response = server.get("/api/logs/antiphon.log");

            assertThat(response.body()).isEqualTo("one\ntwo\n");
            assertThat(response.headers().firstValue("Content-Disposition"))
                    .hasValue("attachment; filename=\"antiphon.log\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"nothing.log", "..%2Fconfig.yaml", "tokens.json"})
        void isNothingButALogFile(String name) throws Exception {
            assertThat(server.get("/api/logs/" + name).statusCode()).isIn(400, 404);
        }
    }

    @Nested
    class Level {
        @Test
        void ofAModuleIsTurnedAndTakenBack() throws Exception {
            assertThat(server.put("/api/logs/levels/control.auth", "{\"level\":\"debug\"}")
                            .body())
                    .isEqualTo("true");
            assertThat(level()).isEqualTo("debug");

            server.put("/api/logs/levels/control.auth/", "{\"level\":null}");
            assertThat(level()).isEqualTo("info");
        }

        @ParameterizedTest
        @CsvSource({
            "nowhere, '{\"level\":\"debug\"}', 404, not_found, module",
            "all, '{\"level\":\"loud\"}', 422, not_allowed, level",
            "all, '{}', 422, not_allowed, level",
            "all, '{\"level\":3}', 422, not_allowed, level",
            "all, '[]', 422, type, body",
        })
        void thatIsWrongChangesNothingAndSaysWhy(String module, String body, int status, String code, String key)
                throws Exception {
            HttpResponse<String> refused = server.put("/api/logs/levels/" + module, body);

            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(json(refused).get("code").asText()).isEqualTo(code);
            assertThat(json(refused).get("key").asText()).isEqualTo(key);
            assertThat(json(refused).get("error").asText()).isNotEmpty();
            assertThat(level()).isEqualTo("info");
        }

        private String level() throws Exception {
            JsonNode levels = json(server.get("/api/logs/levels"));
            assertThat(levels.get("allowed")).hasSize(6);
            return levels.get("modules")
                    .valueStream()
                    .filter(module -> module.get("module").asText().equals("control.auth"))
                    .map(module -> module.get("level").asText())
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Nested
    class Watched {
        @Test
        void tellsWhatStandsThereAndThenEveryLine() throws Exception {
            Viewer viewer = open("antiphon.log/100");
            viewer.awaits("{\"type\":\"initial\",\"lines\":[\"one\",\"two\"]}");

            write("three\nfour\n");
            viewer.awaits("{\"type\":\"append\",\"line\":\"three\"}");
            viewer.awaits("{\"type\":\"append\",\"line\":\"four\"}");
        }

        @Test
        void leavesOutWhatIsWrittenInAPause() throws Exception {
            Viewer viewer = open("antiphon.log/-1");
            viewer.awaits("{\"type\":\"initial\",\"lines\":[\"one\",\"two\"]}");
            viewer.socket.join().sendText("no JSON", true).join();
            viewer.socket.join().sendText("{\"action\":\"pause\"}", true).join();
            // A pong tells that what was said before it was heard.
            viewer.socket.join().sendPing(ByteBuffer.allocate(0)).join();
            await().until(() -> viewer.pongs.size() == 1);
            write("unheard\n");
            viewer.socket.join().sendText("{\"action\":\"resume\"}", true).join();
            viewer.socket.join().sendPing(ByteBuffer.allocate(0)).join();
            await().until(() -> viewer.pongs.size() == 2);
            write("heard\n");

            viewer.awaits("{\"type\":\"append\",\"line\":\"heard\"}");
            assertThat(viewer.messages).hasSize(2);
        }

        @Test
        void givesAHundredLinesWhenAnotherNumberIsAsked() throws Exception {
            write("line\n".repeat(200));
            Viewer viewer = open("antiphon.log/7");

            await().until(() -> !viewer.messages.isEmpty());
            assertThat(viewer.messages.getFirst().split("line\"", -1)).hasSize(101);
        }

        @ParameterizedTest
        @ValueSource(strings = {"missing.log/100", "..log/100", "config.yaml/100", "a..b.log/-1"})
        void closesWithAPolicyViolationForWhatIsNoLogFile(String path) throws Exception {
            Viewer viewer = open(path);

            await().until(() -> viewer.closed == 1008);
            assertThat(viewer.messages).isEmpty();
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, CREATE, APPEND);
    }

    private Viewer open(String path) {
        Viewer viewer = new Viewer();
        WebSocket socket = server.client()
                .newWebSocketBuilder()
                .buildAsync(URI.create(server.uri("/ws/logs/" + path).toString().replace("http:", "ws:")), viewer)
                .join();
        viewer.socket.complete(socket);
        return viewer;
    }

    private static final class Viewer implements WebSocket.Listener {
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private final List<Integer> pongs = new CopyOnWriteArrayList<>();
        private final StringBuilder begun = new StringBuilder();
        private volatile int closed;
        private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

        void awaits(String message) {
            await().until(() -> messages.contains(message));
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            begun.append(part);
            if (last) {
                messages.add(begun.toString());
                begun.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pongs.add(1);
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed = status;
            return null;
        }
    }
}
