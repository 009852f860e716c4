package io.antiphon.control.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.TestServer;
import io.antiphon.control.schema.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests by chance, right, half right and wrong: none is a fault, and what was taken is there after a restart. */
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("antiphon.fuzz.requests", 1_500);

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "Kitchen",
            "PC",
            "r",
            "flat",
            "evening",
            "Küche",
            "🎶 oben",
            "中文",
            "e\u0301",
            "\u200b",
            "\ufeff",
            "\u2028",
            "\ud800",
            "\uffff",
            "a: b",
            "- a",
            "# a",
            "'",
            "\"",
            "\\",
            "%41",
            "a+b",
            "null",
            "~",
            "true",
            "1e3",
            "!!python/object:x",
            "&a",
            "*a",
            "{}",
            "[]",
            "|",
            ">",
            "<script>",
            "a/b",
            "..",
            "x".repeat(255),
            "🎶".repeat(127),
            "x".repeat(3_000),
            "10.0.0.1",
            "::1",
            "ap:default",
            "0.5",
            "-1",
            "65535");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "0.5",
            "2",
            "1e-320",
            "1e308",
            "1e999",
            "4010",
            "65536",
            "2147483648",
            "9007199254740993",
            "1e400",
            "0.1000000000000000055");

    @Test
    void noRequestIsAFaultAndTheStateOutlivesARestart(@TempDir Path home) throws Exception {
        long seed = Long.getLong("antiphon.fuzz.seed", System.nanoTime());
        System.out.println("fuzz: seed=" + seed);
        Random random = new Random(seed);
        List<Call> calls = CallTable.all().stream()
                .filter(call -> !call.method().equals("WS") && !call.path().contains("passw"))
                .filter(call ->
                        !call.path().startsWith("/api/tokens") && !call.path().startsWith("/api/log"))
                .toList();
        Map<String, JsonNode> before;
        Map<Integer, Integer> statuses = new HashMap<>();
        try (World world = new World(home)) {
            String last = "nothing";
            for (int i = 0; i < REQUESTS; i++) {
                Call call = calls.get(random.nextInt(calls.size()));
                String path = path(world.path(call).replace("#", Integer.toString(random.nextInt(5))), random);
                String anyBody = body(call.body(), random);
                String body = isRefusedEarly(path) ? null : anyBody;
                HttpResponse<String> response = send(world, call, path, body, last);
                last = call.method() + " " + path + " " + body + " → " + response.statusCode();
                statuses.merge(response.statusCode(), 1, Integer::sum);
                assertAnswer(response, body);
            }
            before = lists(path -> world.send("admin", "GET", path, null, null).body());
        }
        System.out.println("fuzz: answers by status: " + statuses);
        try (TestServer after = new TestServer(home)) {
            assertThat(lists(path -> after.get(path).body())).isEqualTo(before);
        }
    }

    /** A connection that the server has closed after the call before shows itself only now. */
    private static HttpResponse<String> send(World world, Call call, String path, @Nullable String body, String last)
            throws Exception {
        try {
            return world.send("admin", call.method(), path, body, call.type());
        } catch (IOException e) {
            throw new IOException("no answer to " + call.method() + " " + path + " " + body + " after " + last, e);
        }
    }

    /** The HTTP server refuses slashes and dots in names, and cuts the connection of who still sends a body. */
    private static boolean isRefusedEarly(String path) {
        return path.contains("%2F") || path.contains("//") || path.contains("..");
    }

    private static void assertAnswer(HttpResponse<String> response, @Nullable String body) throws Exception {
        String what = response.request().method() + " " + response.uri() + " " + body + " → " + response.body();
        int status = response.statusCode();
        assertThat(status == 501 || status < 500).as(what).isTrue();
        if (status >= 400 && !response.body().equals("WebRTC session not found.")) {
            World.assertRefusal(response);
        }
    }

    private static Map<String, JsonNode> lists(Reading reading) throws Exception {
        Map<String, JsonNode> lists = new HashMap<>();
        for (String path : List.of("/sinks", "/sources", "/routes", "/equalizers", "/preferences", "/api/scenes")) {
            lists.put(path, Json.MAPPER.readTree(reading.read(path)));
        }
        return lists;
    }

    private static String path(String path, Random random) {
        if (random.nextInt(3) > 0) {
            return path;
        }
        String[] parts = path.split("/", -1);
        int part = 1 + random.nextInt(parts.length - 1);
        // A lone surrogate cannot be said in a path: the encoder makes a question mark of it.
        parts[part] =
                URLEncoder.encode(any(TEXTS, random), StandardCharsets.UTF_8).replace("+", "%20");
        return String.join("/", parts);
    }

    private static @Nullable String body(@Nullable String body, Random random) throws Exception {
        if (body == null || !body.startsWith("{")) {
            return body;
        }
        ObjectNode object = (ObjectNode) Json.MAPPER.readTree(body.replace("#", Integer.toString(random.nextInt(5))));
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        keys.addAll(List.of("name", "ip", "tag", "volume", "delay", "equalizer", "group_members", "is_group", "port"));
        keys.addAll(List.of("protocol", "speaker_layouts", "config_id", "source", "sink", "channels", "enabled"));
        for (int i = random.nextInt(3); i > 0; i--) {
            object.set(any(keys, random), value(random, 0));
        }
        String text = object.toString();
        return switch (random.nextInt(20)) {
            case 0 -> text.substring(0, random.nextInt(text.length()));
            case 1 -> text + any(TEXTS, random);
            case 2 -> text.replaceFirst("[:,]", "");
            default -> text;
        };
    }

    private static JsonNode value(Random random, int depth) throws Exception {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0, 1 -> Json.MAPPER.getNodeFactory().textNode(any(TEXTS, random));
            case 2 -> Json.MAPPER.readTree(any(NUMBERS, random));
            case 3 -> random.nextBoolean() ? Json.MAPPER.getNodeFactory().nullNode() : Json.MAPPER.readTree("true");
            case 4 -> {
                ArrayNode list = Json.MAPPER.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
            default -> {
                ObjectNode object = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(
                            random.nextBoolean() ? "b" + random.nextInt(20) : any(TEXTS, random),
                            value(random, depth + 1));
                }
                yield object;
            }
        };
    }

    private static String any(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** Gets what is at a path. */
    @FunctionalInterface
    private interface Reading {
        String read(String path) throws Exception;
    }
}
