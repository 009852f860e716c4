package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.ServerTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthTest extends ServerTest {
    @Test
    void serverThatHasNotBegunToRenderIsLiveAndNotReady() throws Exception {
        HttpResponse<String> health = server.get("/api/health");

        assertThat(health.statusCode()).isEqualTo(503);
        JsonNode body = json(health);
        assertThat(body.get("live").asBoolean()).isTrue();
        assertThat(body.get("ready").asBoolean()).isFalse();
        assertThat(body.get("code").asText()).isEqualTo("not_rendering");
        assertThat(body.get("message").asText()).contains("not begun");
    }

    @Test
    void serverIsReadyAsLongAsItsGraphKeepsUpWithTime() throws Exception {
        server.engine.renderPeriod();
        HttpResponse<String> ready = server.get("/api/health");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"live\":true,\"ready\":true,\"history\":\"off\"}");

        server.clock.advance(Duration.ofMillis(900).toNanos());
        assertThat(server.get("/api/health").statusCode()).isEqualTo(200);
        server.clock.advance(Duration.ofMillis(600).toNanos());
        HttpResponse<String> stalled = server.get("/api/health");
        assertThat(stalled.statusCode()).isEqualTo(503);
        assertThat(json(stalled).get("message").asText()).isEqualTo("the audio graph has stood still for 1.5 s");

        for (int i = 0; i < 1_000; i++) {
            server.engine.renderPeriod();
        }
        assertThat(server.get("/api/health").statusCode()).isEqualTo(200);
    }
}
