package io.antiphon.control.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.ServerTest;
import io.antiphon.control.TestServer;
import io.antiphon.control.schema.Json;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveTest extends ServerTest {
    @Test
    void aClientThatReplaysSnapshotAndChangesHasTheState() throws Exception {
        server.post("/sinks", "{\"name\":\"first\",\"ip\":\"10.0.0.1\"}");
        Client client = new Client("/api/live");
        JsonNode snapshot = client.next("snapshot");
        assertThat(snapshot.get("seq").asLong()).isEqualTo(1);
        Map<String, JsonNode> sinks = new TreeMap<>();
        snapshot.get("sinks").forEach(sink -> sinks.put(sink.get("name").asText(), sink));

        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            String name = "s" + random.nextInt(6);
            switch (random.nextInt(4)) {
                case 0 -> server.post("/sinks", "{\"name\":\"" + name + "\",\"ip\":\"10.0.0.1\"}");
                case 1 -> server.delete("/sinks/" + name);
                case 2 -> server.put("/sinks/" + name, "{\"name\":\"s" + random.nextInt(6) + "\"}");
                default -> server.get("/sinks/" + name + "/volume/" + random.nextInt(100) / 100.0);
            }
        }
        server.post("/sinks", "{\"name\":\"last\",\"ip\":\"10.0.0.1\"}");

        long sequence = 1;
        while (!sinks.containsKey("last")) {
            JsonNode change = client.next("change");
            assertThat(change.get("seq").asLong()).isEqualTo(++sequence);
            change.get("removals").get("sinks").forEach(name -> sinks.remove(name.asText()));
            change.get("sinks").properties().forEach(e -> sinks.put(e.getKey(), e.getValue()));
        }
        Map<String, JsonNode> expected = new TreeMap<>();
        TestServer.json(server.get("/sinks"))
                .forEach(sink -> expected.put(sink.get("name").asText(), sink));
        assertThat(sinks).isEqualTo(expected);
    }

    @Test
    void wsConfigTellsDifferencesWithAllKeysAndNothingOnConnect() throws Exception {
        Client client = new Client("/ws/config");
        server.post("/sinks", "{\"name\":\"a\",\"ip\":\"10.0.0.1\"}");
        JsonNode added = client.next(null);
        assertThat(added.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "sources", "sinks", "routes", "system_capture_devices", "system_playback_devices", "removals");
        assertThat(added.get("sinks").get("a")).isEqualTo(TestServer.json(server.get("/sinks/a")));
        assertThat(added.get("sources")).isEmpty();

        server.put("/sinks/a", "{\"name\":\"b\"}");
        JsonNode renamed = client.next(null);
        assertThat(renamed.get("sinks").get("b")).isNotNull();
        assertThat(renamed.get("removals").toString())
                .isEqualTo("{\"sources\":[],\"sinks\":[\"a\"],\"routes\":[],"
                        + "\"system_capture_devices\":[],\"system_playback_devices\":[]}");
    }

    @Test
    void stateIsToldEverySecond() throws Exception {
        server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.1\",\"config_id\":\"pc\"}");
        server.post("/sinks", "{\"name\":\"R\",\"ip\":\"10.0.0.2\",\"protocol\":\"rtp\",\"config_id\":\"r\"}");
        JsonNode status = new Client("/api/live").next("status");

        assertThat(status.at("/endpoints/pc/state").asText()).isEqualTo("playing");
        assertThat(status.at("/endpoints/pc/kind").asText()).isEqualTo("Fake");
        assertThat(status.at("/endpoints/r/state").asText()).isEqualTo("unavailable");
        assertThat(status.at("/endpoints/r/problem").asText()).contains("RTP");
        assertThat(status.at("/endpoints/r/format").asText()).isEqualTo("48 kHz · 32 bit · stereo");
        assertThat(status.at("/engine/xruns").isNumber()).isTrue();
    }

    @Test
    void levelsAreToldToWhoAsksAndSilenceIsLeftOut() throws Exception {
        server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.1\",\"config_id\":\"pc\"}");
        server.post("/sinks", "{\"name\":\"Hall\",\"ip\":\"10.0.0.2\",\"config_id\":\"hall\"}");
        for (int i = 0; i < 400; i++) { // a good second, so that the RMS has all its windows
            server.engine.renderPeriod();
        }
        Client client = new Client("/api/live");
        client.say("not json");
        client.say("{\"type\":\"subscribe\",\"meters\":true}");

        JsonNode levels = client.next("meters").get("levels");

        assertThat(levels.at("/pc/peak/1").asDouble()).isEqualTo(-6.0); // the fake plays a constant of one half
        assertThat(levels.at("/pc/rms/0").asDouble()).isEqualTo(-3.0);
        assertThat(levels.at("/pc/clips").asInt()).isZero();
        assertThat(levels.has("hall")).isFalse();
    }

    @Test
    void aSpectrumIsToldToWhoAsksAndTappedOnlyMeanwhile() throws Exception {
        server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.1\",\"config_id\":\"pc\"}");
        server.engine.renderPeriod();
        int nodes = server.engine.status().nodes();
        Client client = new Client("/api/live");
        client.say("{\"type\":\"subscribe\",\"spectrum\":\"pc\"}");
        await("a spectrum that is not silent").until(() -> {
            server.engine.renderPeriod();
            JsonNode spectrum = client.next("spectrum");
            assertThat(spectrum.get("id").asText()).isEqualTo("pc");
            assertThat(spectrum.get("bands")).hasSize(115);
            return spectrum.at("/bands/0").asInt() > -120; // the fake plays a constant that has just begun
        });
        assertThat(server.engine.status().nodes()).isGreaterThan(nodes);

        client.say("{\"type\":\"subscribe\"}");
        await("no tap").until(() -> {
            server.engine.renderPeriod();
            server.engine.settle();
            return server.engine.status().nodes() == nodes;
        });
    }

    @Test
    void anOrderThatNoDifferenceTellsIsToldAsAWhole() throws Exception {
        for (String name : new String[] {"a", "b", "c"}) {
            server.post("/sinks", "{\"name\":\"%s\",\"ip\":\"10.0.0.1\",\"config_id\":\"%s1\"}".formatted(name, name));
        }
        Client client = new Client("/api/live");
        client.next("snapshot");
        server.get("/sinks/c/reorder/0");
        JsonNode moved = client.next("change");
        assertThat(moved.get("order").toString()).isEqualTo("{\"sinks\":[\"c1\",\"a1\",\"b1\"]}");
        server.put("/sinks/a", "{\"name\":\"x\"}");
        assertThat(client.next("change").get("order")).isEmpty();
    }

    @Test
    void aChangeNamesWhoMadeIt() throws Exception {
        server.post("/sinks", "{\"name\":\"a\",\"ip\":\"10.0.0.1\",\"config_id\":\"a1\"}");
        Client client = new Client("/api/live");
        client.next("snapshot");
        server.put("/sinks/a", "{\"volume\":0.5}");
        assertThat(client.next("change").get("by").toString()).isEqualTo("{\"a1\":\"anybody\"}");
        server.delete("/sinks/a");
        assertThat(client.next("change").get("by")).isEmpty();
    }

    @Test
    void loudnessIsMeasuredWhereSomebodyAsksAndNowhereElse() throws Exception {
        server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.1\",\"config_id\":\"pc\"}");
        int without = nodes();
        Client client = new Client("/api/live");
        client.say("{\"type\":\"subscribe\",\"loudness\":[\"pc\",\"nobody\"]}");
        await("a meter").until(() -> nodes() == without + 1);
        renderSeconds(4);
        JsonNode loudness = client.next("loudness").get("loudness");
        while (loudness.at("/pc/seconds").asDouble() < 3) {
            loudness = client.next("loudness").get("loudness");
        }
        // A constant has no loudness behind the K-weighting's high-pass; its beginning overshoots between the samples.
        assertThat(loudness.at("/pc/truePeak").asDouble()).isBetween(-5.9, -4.5);
        assertThat(loudness.has("nobody")).isFalse();

        client.say("{\"type\":\"restartLoudness\",\"ids\":[\"pc\"]}");
        do {
            renderSeconds(0.05);
            loudness = client.next("loudness").get("loudness");
        } while (loudness.at("/pc/seconds").asDouble() >= 3
                || !loudness.at("/pc").has("truePeak"));
        assertThat(loudness.at("/pc/truePeak").asDouble()).isEqualTo(-6.0);

        client.say("{\"type\":\"subscribe\",\"meters\":true}");
        await("no meter").until(() -> nodes() == without);
    }

    @Test
    void soloIsToldAndEndsWithTheLastPage() throws Exception {
        server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.1\",\"config_id\":\"pc\"}");
        Client client = new Client("/api/live");
        client.next("snapshot");
        assertThat(server.put("/api/solo", "{\"ids\":[\"pc\",\"nobody\"]}").body())
                .isEqualTo("{\"ids\":[\"pc\"]}");
        assertThat(client.next("solo").get("ids").toString()).isEqualTo("[\"pc\"]");
        client.socket.abort();
        await("the end of the solo").until(() -> server.get("/api/solo").body().equals("{\"ids\":[]}"));
        assertThat(server.put("/api/solo", "{\"ids\":\"pc\"}").statusCode()).isEqualTo(422);
    }

    /** Nodes of the graph that runs, and what fades away has faded. */
    private int nodes() {
        renderSeconds(0.1);
        return server.engine.status().nodes();
    }

    private void renderSeconds(double seconds) {
        for (int i = 0; i < seconds * 400; i++) {
            server.engine.renderPeriod();
        }
    }

    /** A WebSocket client that keeps what it hears. */
    private final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        private Client(String path) {
            URI uri = URI.create(server.uri(path).toString().replace("http:", "ws:"));
            socket = server.client().newWebSocketBuilder().buildAsync(uri, this).join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void say(String message) {
            socket.sendText(message, true).join();
        }

        /** The next message of that type; others are skipped. */
        private JsonNode next(@Nullable String type) throws InterruptedException, JsonProcessingException {
            while (true) {
                String message = Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS), "nothing was told");
                JsonNode read = Json.MAPPER.readTree(message);
                if (type == null || read.path("type").asText().equals(type)) {
                    return read;
                }
            }
        }
    }
}
