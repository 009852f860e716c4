package io.antiphon.control.api.contract;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shape, status, error and both slash forms of every call. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    private World world;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        world = new World(home);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    static Stream<Call> calls() {
        return CallTable.all().stream().filter(call -> !call.method().equals("WS"));
    }

    static Stream<Call> callsOfSomethingNamed() {
        return calls().filter(call -> call.namesSomething() && call.status() != 501);
    }

    @Test
    void everyCallOfTheServerHasARowAndEveryRowIsACall() throws Exception {
        List<String> described = new ArrayList<>();
        JsonNode paths =
                json(world.send("admin", "GET", "/openapi.json", null, null)).get("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    boolean socket = operation.getValue().path("responses").has("101");
                    String method = socket ? "WS" : operation.getKey().toUpperCase(Locale.ROOT);
                    described.add(method + " " + path.getKey());
                }));

        assertThat(CallTable.all().stream().map(Call::toString).toList())
                .containsExactlyInAnyOrderElementsOf(described);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void isAnsweredAlikeWithASlashBehindItAndWithout(Call call) throws Exception {
        for (boolean slash : new boolean[] {false, true}) {
            HttpResponse<String> response =
                    world.make(call, "admin", slash && !call.path().equals("/"));

            assertThat(response.statusCode()).as(response.body()).isEqualTo(call.status());
            assertShape(response, call.shape());
        }
    }

    @ParameterizedTest
    @MethodSource("callsOfSomethingNamed")
    void ofWhatThereIsNotIsNotFound(Call call) throws Exception {
        Call lost = call.at(call.path()
                .replace("{name}", "Nobody")
                .replace("{module}", "nothing")
                .replace("{index}", "0")
                .replace("{value}", "1"));
        if (call.path().equals("/api/scenes/{name}") && call.method().equals("PUT")) {
            return; // makes it
        }
        HttpResponse<String> response = world.send("admin", lost.method(), lost.example(), lost.body(), lost.type());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
        assertThat(World.assertRefusal(response).get("code").asText()).isEqualTo("not_found");
    }

    private static void assertShape(HttpResponse<String> response, String shape) throws Exception {
        String type = response.headers().firstValue("Content-Type").orElse("");
        switch (shape) {
            case "error" -> World.assertRefusal(response);
            case "redirect" ->
                assertThat(response.headers().firstValue("Location")).isPresent();
            case "none" -> assertThat(response.body()).isEmpty();
            case "true", "null", "[]" -> assertThat(response.body()).isEqualTo(shape);
            default -> {
                if (!shape.startsWith("{") && !shape.startsWith("[")) {
                    assertThat(type).startsWith(shape);
                    return;
                }
                assertThat(type).startsWith("application/json");
                JsonNode body = json(response);
                if (shape.startsWith("[")) {
                    assertThat(body.isArray()).as(response.body()).isTrue();
                    assertThat(body).as("there is one to look at").isNotEmpty();
                    body = body.get(0);
                }
                assertKeys(body, shape.replaceAll("[\\[\\]{}]", ""));
            }
        }
    }

    private static void assertKeys(JsonNode object, String keys) {
        List<String> expected = new ArrayList<>(List.of(keys.split(",")));
        if (expected.remove("…")) {
            assertThat(object.fieldNames()).toIterable().containsAll(expected);
        } else {
            assertThat(object.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
