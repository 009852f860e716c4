package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.FakeEndpoints.FakeSource;
import io.antiphon.control.ServerTest;
import io.antiphon.control.schema.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tone in one channel of a sink, for a while. The system test listens to it. */
@Timeout(30)
class TestToneTest extends ServerTest {
    @BeforeEach
    void addASink() throws Exception {
        server.post("/sinks", "{\"name\":\"Hall\",\"ip\":\"10.0.0.2\"}");
    }

    @Test
    void itPlaysAndStopsByItselfAndIsNowhereConfigured() throws Exception {
        server.post("/sinks/Hall/test_tone", "{\"channel\":1,\"sound\":\"tone\",\"seconds\":0.3}");
        FakeSource tone = server.endpoints.sources.getFirst();
        assertThat(tone.tag).isEqualTo("tone:440:-20");
        assertThat(json(server.get("/sources"))).isEmpty();
        assertThat(json(server.get("/routes"))).isEmpty();
        assertThat(json(server.get("/api/history")).get("undo")).hasSize(1); // the sink
        await("its end").until(() -> {
            server.engine.renderPeriod();
            return tone.closed;
        });
    }

    @Test
    void anotherOneEndsTheFirstAndDeleteTheLast() throws Exception {
        server.post("/sinks/Hall/test_tone", "{\"channel\":0,\"sound\":\"tone\",\"seconds\":30}");
        server.post("/sinks/Hall/test_tone", "{\"channel\":1,\"sound\":\"noise\",\"seconds\":30}");
        await("the end of the first").until(() -> {
            server.engine.renderPeriod();
            return server.endpoints.sources.getFirst().closed;
        });
        assertThat(server.endpoints.sources.getLast().closed).isFalse();
        server.delete("/sinks/Hall/test_tone");
        await("the end of the second").until(() -> {
            server.engine.renderPeriod();
            return server.endpoints.sources.getLast().closed;
        });
    }

    @Test
    void whatCannotBeHeardIsRefusedWithAReason() throws Exception {
        assertThat(refusal("{\"channel\":2}")).isEqualTo("422 must be below 2, the channels of 'Hall'");
        server.put("/sinks/Hall", layout(0.5, 0.5).toString());
        assertThat(refusal("{\"channel\":0}"))
                .isEqualTo("409 the layout of 'Hall' for stereo mixes this channel with others");
        server.put("/sinks/Hall", layout(1, 0).toString());
        assertThat(refusal("{\"channel\":0}")).startsWith("200");
        server.get("/sinks/Hall/disable");
        assertThat(refusal("{\"channel\":0}")).isEqualTo("409 'Hall' is switched off");
        assertThat(server.post("/sinks/Nowhere/test_tone", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void aDryRunChangesNothingAndSaysWhatWouldBeRefused() throws Exception {
        assertThat(server.put("/sinks/Hall?dry_run=true", "{\"delay\":70}").body())
                .isEqualTo("true");
        var refused = server.put("/sinks/Hall?dry_run=1", "{\"delay\":7000}");
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(json(refused).get("key").asText()).isEqualTo("delay");
        assertThat(json(refused).get("message").asText()).startsWith("must be from 0 to 5000");
        var taken = server.post("/sinks?dry_run=true", "{\"name\":\"Hall\",\"ip\":\"10.0.0.3\"}");
        assertThat(json(taken).get("code").asText()).isEqualTo("duplicate");
        assertThat(server.post("/sinks?dry_run=true", "{\"name\":\"New\",\"ip\":\"10.0.0.3\"}")
                        .body())
                .isEqualTo("true");
        assertThat(json(server.get("/sinks"))).hasSize(1);
        assertThat(json(server.get("/sinks/Hall")).get("delay").asInt()).isZero();
        assertThat(server.put("/sinks/Hall?dry_run=perhaps", "{}").statusCode()).isEqualTo(422);
    }

    private String refusal(String wish) throws Exception {
        var answer = server.post("/sinks/Hall/test_tone", wish);
        return answer.statusCode() + " " + json(answer).path("message").asText();
    }

    /** Both inputs with those gains on the two outputs, the right one mirrored. */
    private static ObjectNode layout(double same, double other) {
        ObjectNode sink = Json.object();
        ArrayNode matrix = sink.putObject("speaker_layouts")
                .putObject("2")
                .put("auto_mode", false)
                .putArray("matrix");
        for (int in = 0; in < 8; in++) {
            ArrayNode row = matrix.addArray();
            for (int out = 0; out < 8; out++) {
                row.add(in > 1 || out > 1 ? (in == out ? 1 : 0) : in == out ? same : other);
            }
        }
        return sink;
    }
}
