package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.ServerTest;
import io.antiphon.control.TestServer;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong is told with what it touches and what mends it. */
class AlarmsTest extends ServerTest {
    @Test
    void aSinkThatCannotBeOpenedIsAnAlarmUntilItCan() throws Exception {
        server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.2\"}");
        server.post("/sinks", "{\"name\":\"Patio\",\"ip\":\"refused.example\"}");
        server.post("/routes", "{\"name\":\"r\",\"source\":\"PC\",\"sink\":\"Patio\"}");

        await().until(() -> !now().isEmpty());
        JsonNode alarm = now().get(0);
        assertThat(alarm.get("code").asText()).isEqualTo("sink_unreachable");
        assertThat(alarm.get("severity").asText()).isEqualTo("alarm");
        assertThat(alarm.at("/figures/problem").asText()).isEqualTo("nobody is called refused.example");
        assertThat(alarm.at("/touches/0/name").asText()).isEqualTo("PC");
        assertThat(alarm.get("mends").valueStream().map(JsonNode::asText).toList())
                .isEqualTo(List.of("retry", "edit", "off"));

        server.endpoints.opensAll = true;
        assertThat(server.post("/api/retry", "").statusCode()).isEqualTo(200);
        await().until(() -> now().isEmpty());
        JsonNode mended = json(server.get("/api/alarms")).get("mended").get(0);
        assertThat(mended.get("code").asText()).isEqualTo("sink_unreachable");
        assertThat(mended.get("until").asText())
                .isGreaterThan(mended.get("since").asText());
    }

    @Test
    void aRefusedFileIsAnAlarmWithItsLine() throws Exception {
        Files.writeString(home.resolve("config.yaml"), "sinks:\n  - name: a\n    port: many\n");
        await().until(() -> !now().isEmpty());
        assertThat(now().get(0).get("code").asText()).isEqualTo("config_refused");
        assertThat(now().get(0).at("/figures/detail").asText()).contains("line 3");
    }

    private JsonNode now() throws Exception {
        return json(server.get("/api/alarms")).get("now");
    }

    @Test
    void aServerThatAnybodyMayChangeFromOutsideSaysSo() throws Exception {
        try (TestServer open = new TestServer(home.resolve("open"), "api-host", "0.0.0.0")) {
            await().until(() -> json(open.get("/api/alarms")).get("now").size() == 2);
            assertThat(json(open.get("/api/alarms")).get("now").findValuesAsText("code"))
                    .containsExactlyInAnyOrder("auth_none", "tls_off");
        }
    }
}
