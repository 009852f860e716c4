package io.antiphon.control.api.contract;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.TestServer;
import io.antiphon.control.schema.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are allowed and unusual: in bodies, in paths, on disk. */
class NamesTest {
    private static final List<String> NAMES = List.of(
            "🎶 oben",
            "👨‍👩‍👧‍👦",
            "Küche",
            "e\u0301 nicht é",
            "中文",
            "עברית",
            "100%",
            "%41",
            "a+b",
            "a b",
            "?",
            "#1",
            "a;b=c",
            "a&b",
            "'",
            "\"",
            "a\\b",
            "- a",
            "a: b",
            "null",
            "true",
            "1e3",
            "~",
            "&a",
            "*a",
            "!x",
            "{}",
            "[]",
            "|",
            ">",
            "@",
            "`",
            "<script>",
            "...",
            " a ",
            "\u200b",
            "\ufeffa",
            "a\u2028b",
            "x".repeat(255),
            "🎶".repeat(127));

    @Test
    void unusualNamesGoThroughBodiesPathsAndFiles(@TempDir Path home) throws Exception {
        try (TestServer server = new TestServer(home)) {
            for (String name : NAMES) {
                String body =
                        Json.object().put("name", name).put("ip", "10.0.0.1").toString();
                assertThat(server.post("/sinks", body).statusCode()).as(name).isEqualTo(200);
                assertThat(server.get(path(name) + "/volume/0.25/").statusCode())
                        .as(name)
                        .isEqualTo(200);
                assertThat(json(server.get(path(name))).get("name").asText()).isEqualTo(name);
            }
        }
        try (TestServer server = new TestServer(home)) {
            List<String> found = new ArrayList<>();
            json(server.get("/sinks"))
                    .forEach(sink -> found.add(sink.get("name").asText()));
            assertThat(found).isEqualTo(NAMES);
            for (String name : NAMES) {
                assertThat(json(server.get(path(name))).get("volume").asDouble())
                        .as(name)
                        .isEqualTo(0.25);
                assertThat(server.delete(path(name)).statusCode()).as(name).isEqualTo(200);
            }
        }
    }

    private static String path(String name) {
        return "/sinks/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
