package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.FakeEndpoints.FakeBroadcast;
import io.antiphon.control.ServerTest;
import io.antiphon.control.schema.Json;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listening to one source or route makes a sink for as long as somebody listens. */
@Timeout(30)
class TemporarySinkTest extends ServerTest {
    private static final ObjectNode LAYOUT = Json.object();

    static {
        ObjectNode manual = LAYOUT.putObject("2").put("auto_mode", false);
        for (int in = 0; in < 8; in++) {
            var row = manual.withArray("matrix").addArray();
            for (int out = 0; out < 8; out++) {
                row.add(in == out ? 0.5 : 0);
            }
        }
    }

    @Override
    protected String[] flags() {
        return new String[] {"max-listeners-per-address", "3"};
    }

    @BeforeEach
    void addAFewThings() throws Exception {
        add("/sources", Json.object().put("name", "A b").put("ip", "10.0.0.1"));
        add(
                "/sinks",
                Json.object()
                        .put("name", "K")
                        .put("ip", "10.0.0.2")
                        .put("bit_depth", 24)
                        .put("sample_rate", 96_000)
                        .put("volume", 0.1));
        ObjectNode route = Json.object()
                .put("name", "R")
                .put("source", "A b")
                .put("sink", "K")
                .put("volume", 0.5)
                .put("enabled", false);
        route.set("speaker_layouts", LAYOUT);
        add("/routes", route);
    }

    @Test
    void aSourceGetsTheSinkThatTheAncestorsMake() throws Exception {
        HttpResponse<String> answer = server.post("/api/listen/source/A%20b/setup", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode made = json(answer);
        assertThat(made.path("sink_name").asText()).matches("temp_source_A b_[0-9a-f]{8}");
        assertThat(made.path("route_name").asText()).matches("temp_route_A b_[0-9a-f]{8}");
        assertThat(made.path("source_id").asText()).isEqualTo("A b");
        JsonNode sink = json(server.get("/sinks?include_temporary=true")).path(1);
        assertThat(sink.path("config_id").asText())
                .isEqualTo(made.path("sink_id").asText());
        assertThat(sink.path("protocol").asText()).isEqualTo("web_receiver");
        assertThat(sink.path("ip").asText()).isEqualTo("127.0.0.1");
        assertThat(sink.path("port").asInt()).isEqualTo(1234);
        assertThat(sink.path("bit_depth").asInt()).isEqualTo(16);
    }

    @Test
    void itIsNeitherListedNorToldNorSavedUnlessAskedFor() throws Exception {
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        WebSocket socket = server.client()
                .newWebSocketBuilder()
                .buildAsync(
                        java.net.URI.create(server.uri("/ws/config").toString().replace("http", "ws")),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                                told.add(text.toString());
                                return WebSocket.Listener.super.onText(from, text, last);
                            }
                        })
                .join();
        String id = setUp("source/A%20b");

        assertThat(server.put("/sinks/K", "{\"volume\":0.2}").statusCode()).isEqualTo(200);

        assertThat(json(server.get("/sinks")).size()).isEqualTo(1);
        assertThat(json(server.get("/sinks?include_temporary=false")).size()).isEqualTo(1);
        assertThat(json(server.get("/routes?include_temporary=true")).size()).isEqualTo(1);
        assertThat(server.get("/sinks?include_temporary=perhaps").statusCode()).isEqualTo(422);
        assertThat(json(server.get("/sinks/" + id)).path("config_id").asText()).isEqualTo(id);
        assertThat(Files.readString(home.resolve("config.yaml"))).doesNotContain("temp_");
        await().until(() -> !told.isEmpty());
        assertThat(String.join("", told)).contains("\"K\"").doesNotContain("temp_");
        socket.abort();
    }

    @Test
    void aRouteIsHeardAsItSoundsInTheFormatOfItsSinkAlsoWhenItIsOff() throws Exception {
        JsonNode made = json(server.post("/api/listen/route/R/setup", ""));
        assertThat(made.path("sink_name").asText()).matches("temp_route_R_[0-9a-f]{8}");
        assertThat(made.path("route_name").asText()).matches("temp_mirror_R_[0-9a-f]{8}");
        assertThat(made.path("original_route_id").asText()).isEqualTo("R");
        JsonNode sink = json(server.get("/sinks/" + made.path("sink_id").asText()));
        assertThat(sink.path("bit_depth").asInt()).isEqualTo(24);
        assertThat(sink.path("sample_rate").asInt()).isEqualTo(96_000);
        assertThat(sink.path("volume").asDouble()).isEqualTo(1);

        join(made.path("sink_id").asText());
        render();

        assertThat(broadcast().input.last).as("0.5 · volume 0.5 · layout 0.5").isCloseTo(0.125f, within(1e-4f));
        server.get("/routes/R/volume/1");
        render();
        assertThat(broadcast().input.last).as("it follows its route").isCloseTo(0.25f, within(1e-4f));
    }

    @Test
    void itEndsWhenItsLastListenerHasEnded() throws Exception {
        String id = setUp("source/A%20b");
        String first = join(id);
        String second = join(id);

        server.delete(first);
        assertThat(server.post(second, "").statusCode()).isEqualTo(204);
        server.delete(second);

        await().until(() -> json(server.get("/sinks?include_temporary=1")).size() == 1);
        assertThat(broadcast().closed).isTrue();
        assertThat(server.get("/sinks/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void aRefusedOfferDoesNotEndIt() throws Exception {
        String id = setUp("source/A%20b");
        assertThat(server.post("/api/whep/" + id, "hello", "Content-Type", "application/sdp")
                        .statusCode())
                .isEqualTo(400);
        await().until(() -> broadcast().closed);

        join(id);
        render();
        assertThat(broadcast().input.last).isEqualTo(0.5f);
    }

    @Test
    void deletingEndsItAndItsListenersAndIsNoErrorWhenItIsGone() throws Exception {
        String id = setUp("source/A%20b");
        String listener = join(id);

        assertThat(server.delete("/api/listen/temporary/" + id).statusCode()).isEqualTo(204);

        assertThat(server.post(listener, "").statusCode()).isEqualTo(404);
        assertThat(server.delete("/api/listen/temporary/" + id).statusCode()).isEqualTo(204);
        HttpResponse<String> refused = server.delete("/api/listen/temporary/K");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("code").asText()).isEqualTo("not_temporary");
        assertThat(server.get("/sinks/K").statusCode()).isEqualTo(200);
    }

    @Test
    void itGoesOnWhenItsSourceIsRenamedAndEndsWhenThatIsDeleted() throws Exception {
        String id = setUp("source/A%20b");
        join(id);

        server.put("/sources/A%20b", "{\"name\":\"New\"}");
        render();
        assertThat(broadcast().input.last).isEqualTo(0.5f);

        server.delete("/sources/New");
        await().until(() -> server.get("/sinks/" + id).statusCode() == 404);
        assertThat(broadcast().closed).isTrue();
    }

    @Test
    void whatIsNotThereIs404AndOneTooManyIs503() throws Exception {
        HttpResponse<String> unknown = server.post("/api/listen/route/Q/setup", "");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).path("hint").asText()).contains("'R'");
        for (int i = 0; i < 3; i++) {
            setUp("source/A%20b");
        }
        HttpResponse<String> full = server.post("/api/listen/source/A%20b/setup", "");
        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(json(full).path("key").asText()).isEqualTo("max_listeners_per_address");
    }

    @Test
    void aSinkThatTakesItsNameDoesNotStopTheChange() throws Exception {
        String name = json(server.post("/api/listen/source/A%20b/setup", ""))
                .path("sink_name")
                .asText();

        add("/sinks", Json.object().put("name", name).put("ip", "10.0.0.3"));

        assertThat(json(server.get("/sinks?include_temporary=true")).size()).isEqualTo(2);
    }

    @Test
    void theSinkOfARouteToAnotherRouterIsListedWithTheTemporaryOnes() throws Exception {
        add("/routes", (ObjectNode) Json.MAPPER.readTree("""
                {"name":"Far","source":"A b","sink":"There","config_id":"far","remote_target":
                 {"router_uuid":"u-1","router_hostname":"other.example","router_address":"10.9.9.9",
                  "sink_config_id":"s-1","sink_name":"Their sink"}}"""));

        assertThat(json(server.get("/sinks"))).hasSize(1);
        JsonNode sinks = json(server.get("/sinks?include_temporary=true"));
        assertThat(sinks).hasSize(2);
        JsonNode far = sinks.path(1);
        assertThat(far.path("name").asText()).isEqualTo("There");
        assertThat(far.path("config_id").asText()).isEqualTo("remote-sink-far");
        assertThat(far.path("ip").asText()).isEqualTo("10.9.9.9");
        assertThat(far.path("protocol").asText()).isEqualTo("rtp");
        assertThat(far.path("port").asInt()).isBetween(41_000, 49_999);
        assertThat(far.path("sap_target_sink").asText()).isEqualTo("s-1");
        assertThat(far.path("sap_target_host").asText()).isEqualTo("u-1");
        assertThat(Files.readString(home.resolve("config.yaml"))).doesNotContain("remote-sink");

        server.delete("/routes/Far");
        assertThat(json(server.get("/sinks?include_temporary=true"))).hasSize(1);
    }

    private String setUp(String what) throws Exception {
        HttpResponse<String> made = server.post("/api/listen/" + what + "/setup", "");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return json(made).path("sink_id").asText();
    }

    private String join(String sink) throws Exception {
        HttpResponse<String> joined = server.post("/api/whep/" + sink, "v=0", "Content-Type", "application/sdp");
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
        return joined.headers().firstValue("Location").orElseThrow();
    }

    private FakeBroadcast broadcast() {
        return server.endpoints.broadcasts.getLast();
    }

    private void render() {
        for (int i = 0; i < 40; i++) {
            server.engine.renderPeriod();
        }
    }

    private void add(String path, ObjectNode body) throws Exception {
        HttpResponse<String> answer = server.post(path, body.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
