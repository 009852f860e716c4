package io.antiphon.control.api.live;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.TestServer;
import io.antiphon.control.schema.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 50 clients change things at once: nothing is lost, nothing stands still, and who replays the diffs knows it all. */
@Timeout(180)
class ManyClientsTest {
    private static final int CLIENTS = 50;
    private static final int SECONDS = Integer.getInteger("antiphon.soak.seconds", 10);

    /** Each of three clients writes one key of a sink that they share. */
    private static final List<String> KEYS = List.of("delay", "port", "time_sync_delay");

    @TempDir
    Path home;

    @Test
    void changeThingsForAWhile() throws Exception {
        long seed = System.nanoTime();
        System.out.println("many clients: seed=" + seed);
        try (TestServer server = new TestServer(home)) {
            Replay replay = new Replay();
            WebSocket socket = server.client()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(server.uri("/ws/config").toString().replace("http:", "ws:")), replay)
                    .join();
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Client(server, i, new Random(seed + i)));
            }
            long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> running = clients.stream()
                        .map(client -> threads.submit(() -> client.run(endNs)))
                        .toList();
                int changes = 0;
                for (Future<Integer> client : running) {
                    changes += client.get();
                }
                System.out.println(CLIENTS + " clients: " + changes + " changes in " + SECONDS + " s");
                assertThat(changes).isGreaterThan(CLIENTS * SECONDS);
            }
            JsonNode sinks = byName(server, "sinks");
            JsonNode routes = byName(server, "routes");
            for (Client client : clients) {
                client.assertNothingLost(sinks, routes);
            }
            Awaitility.await("the replayed state is the server's")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> {
                        assertThat(replay.state("sinks")).isEqualTo(sinks);
                        assertThat(replay.state("sources")).isEqualTo(byName(server, "sources"));
                        assertThat(replay.state("routes")).isEqualTo(routes);
                    });
            socket.abort();
        }
    }

    private static JsonNode byName(TestServer server, String kind) throws Exception {
        ObjectNode all = Json.object();
        json(server.get("/" + kind)).forEach(one -> all.set(one.get("name").asText(), one));
        return all;
    }

    /** Changes what is its own, and one key of what it shares, and remembers what was acknowledged. */
    private static final class Client {
        private final TestServer server;
        private final int number;
        private final Random random;
        private final String shared;
        private final String key;
        private final Map<String, Double> acknowledged = new HashMap<>();
        private boolean routed = true;
        private String name;

        Client(TestServer server, int number, Random random) throws Exception {
            this.server = server;
            this.number = number;
            this.random = random;
            this.name = "own" + number;
            this.shared = "shared" + number / KEYS.size();
            this.key = KEYS.get(number % KEYS.size());
            if (number % KEYS.size() == 0) {
                accepted(server.post("/sinks", sink(shared)));
            }
            accepted(server.post("/sinks", sink(name)));
            accepted(server.post("/sources", "{\"name\":\"q" + number + "\",\"ip\":\"10.1.0." + number + "\"}"));
            addRoute();
        }

        int run(long endNs) throws Exception {
            int changes = 0;
            for (; System.nanoTime() < endNs; changes++) {
                change();
            }
            return changes;
        }

        private void change() throws Exception {
            int value = 1 + random.nextInt(4_000);
            switch (random.nextInt(6)) {
                case 0 -> {
                    accepted(server.put("/sinks/" + shared, "{\"" + key + "\":" + value + "}"));
                    acknowledged.put(key, (double) value);
                }
                case 1 -> {
                    accepted(server.get("/sinks/" + name + "/volume/" + value / 4_000.0));
                    acknowledged.put("volume", value / 4_000.0);
                }
                case 2 -> {
                    String next = "own" + number + (name.endsWith("x") ? "" : "x");
                    accepted(server.put("/sinks/" + name, "{\"name\":\"" + next + "\"}"));
                    name = next;
                }
                case 3 -> {
                    if (routed) {
                        accepted(server.delete("/routes/r" + number));
                        routed = false;
                    } else {
                        addRoute();
                    }
                }
                case 4 -> accepted(server.get("/sources/q" + number + "/reorder/" + random.nextInt(CLIENTS)));
                default -> accepted(server.post("/sinks/" + name + "/equalizer", "{\"b1\":" + value / 4_000.0 + "}"));
            }
        }

        private void addRoute() throws Exception {
            String route = "{\"name\":\"r" + number + "\",\"source\":\"q" + number + "\",\"sink\":\"" + name + "\"}";
            accepted(server.post("/routes", route));
            routed = true;
        }

        void assertNothingLost(JsonNode sinks, JsonNode routes) {
            JsonNode own = sinks.get(name);
            assertThat(own).as(name).isNotNull();
            assertThat(routes.has("r" + number)).as("route of " + name).isEqualTo(routed);
            if (routed) {
                assertThat(routes.get("r" + number).get("sink").asText()).isEqualTo(name);
            }
            acknowledged.forEach((what, value) -> {
                JsonNode sink = what.equals(key) ? sinks.get(shared) : own;
                assertThat(sink.get(what).asDouble())
                        .as(sink.get("name") + " " + what)
                        .isEqualTo(value);
            });
        }

        private static String sink(String name) {
            return "{\"name\":\"" + name + "\",\"ip\":\"10.0.0.1\"}";
        }

        private static void accepted(HttpResponse<String> response) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }

    /** Knows what the diffs told. Written by the socket's thread. */
    private static final class Replay implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final ObjectNode state = Json.object();

        synchronized JsonNode state(String kind) {
            return state.withObject("/" + kind).deepCopy();
        }

        @Override
        public synchronized @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void take(String message) {
            try {
                JsonNode diff = Json.MAPPER.readTree(message);
                for (String kind : List.of("sources", "sinks", "routes")) {
                    ObjectNode all = state.withObject("/" + kind);
                    diff.path("removals").path(kind).forEach(name -> all.remove(name.asText()));
                    diff.path(kind).properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
                }
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(message, e);
            }
        }
    }
}
