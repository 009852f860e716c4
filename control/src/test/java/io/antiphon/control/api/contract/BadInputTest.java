package io.antiphon.control.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.TestServer;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, it is refused with what is wrong, and nothing changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String LONG = "x".repeat(10_000);

    /** Bodies that are no JSON object, whatever the call. */
    private static final List<String> NO_OBJECTS = List.of(
            "{",
            "{\"name\":",
            "{\"name\":\"a\"",
            "{\"name\":\"a\"}}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            "{'name':'a'}",
            "name=a&ip=10.0.0.1",
            "\uFEFF{}",
            "[]",
            "[{\"name\":\"a\",\"ip\":\"10.0.0.1\"}]",
            "null",
            "true",
            "1",
            "\"x\"",
            "{\"volume\":NaN}",
            "{\"volume\":Infinity}",
            "{\"volume\":-Infinity}",
            "{\"volume\":+1}",
            "{\"volume\":.5}",
            "{\"volume\":0x1}",
            "{\"volume\":" + "9".repeat(10_000) + "}",
            "{\"a\":".repeat(100_000),
            "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
            "[".repeat(100_000),
            "{\"" + "k".repeat(100_000) + "\":1}}",
            "{\"name\":\"a\u0000\"}",
            "<name>a</name>");

    /** Values that no key of a sink, source, route or equalizer takes, by the type that the description names. */
    private static final Map<String, List<String>> WRONG = Map.of(
            "number",
            List.of("'loud'", "'NaN'", "'Infinity'", "'0x1p1'", "'1d'", "' 1 '", "[]", "{}", "[1]", "1e999", "-1e999"),
            "integer",
            List.of("'loud'", "'NaN'", "1.5", "'1.5'", "[]", "{}", "1e999", "99999999999", "'0x10'", "'5f'"),
            "boolean",
            List.of("'maybe'", "2", "-1", "1.0", "[]", "{}", "[true]", "'TRUE '"),
            "string",
            List.of("1", "1.5", "true", "[]", "{}", "['a']", "'a\\u0000b'", "'a\\nb'", "'\\ud800'", "'" + LONG + "'"),
            "array",
            List.of("1", "'a'", "{}", "true", "[1]", "[[]]"),
            "object",
            List.of("1", "'a'", "[]", "true"));

    private static final List<String> BAD_NAMES = List.of(
            "''",
            "' '",
            "'.'",
            "'..'",
            "'../x'",
            "'a/b'",
            "'/'",
            "'a\\tb'",
            "'\\ud800'",
            "'\\udc00x'",
            "'\\uffff'",
            "'" + LONG + "'",
            "'" + "x".repeat(256) + "'",
            "null",
            "1",
            "[]",
            "{}",
            "true");

    /** Path segments that are no name, number or truth value anywhere. */
    private static final List<String> BAD_SEGMENTS = List.of(
            "-1",
            "5000.5",
            "301",
            "6",
            "x",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e999",
            "0x1p0",
            "1d",
            "1f",
            "%201",
            "1,5",
            "%00",
            "%FF",
            "%ZZ",
            "%F0%9F%8E%B6",
            "..%2Fx",
            "%2e%2e%2fx",
            "a%2Fb",
            "a%5Cb",
            "%0d%0aX:1",
            ";x=1",
            LONG);

    private World world;
    private Map<String, String> before;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        world = new World(home);
    }

    @BeforeEach
    void look() throws Exception {
        before = world.state();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @AfterEach
    void nothingHasChanged() throws Exception {
        assertThat(world.state()).isEqualTo(before);
    }

    static Stream<Call> taking() {
        return CallTable.taking().stream();
    }

    static Stream<Call> changing() {
        return CallTable.changing().stream()
                .filter(call -> call.status() != 501)
                .filter(call -> !call.toString().equals("POST /api/whep/{sink}/{listener}")); // its 404 is a text
    }

    @ParameterizedTest
    @MethodSource("taking")
    void aBodyThatIsNoJsonObjectIsRefused(Call call) throws Exception {
        for (String body : NO_OBJECTS) {
            refuse(call, body.getBytes(StandardCharsets.UTF_8), "application/json", 400, 422);
        }
    }

    @ParameterizedTest
    @MethodSource("taking")
    void aBodyThatIsNoTextOrTooLargeIsRefused(Call call) throws Exception {
        String type = "application/json";
        for (String other : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            refuse(call, "name=a&ip=10.0.0.1".getBytes(StandardCharsets.UTF_8), other, 400);
        }
        refuse(call, new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}, type, 400);
        refuse(call, new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}, type, 400);
        refuse(call, new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, type, 400);
        refuse(call, "{}".getBytes(StandardCharsets.UTF_16), type, 400);
        refuse(call, ("{\"name\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8), type, 413);
        refuse(call, new byte[3 << 20], type, 413);
    }

    @ParameterizedTest
    @MethodSource("taking")
    void aBodyThatEndsTooSoonIsNoChange(Call call) throws Exception {
        String body = call.body() == null ? "{}" : call.body().replace("#", "x");
        String head = call.method() + " " + world.path(call).replace("#", "x") + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Authorization: " + world.bearer("admin") + "\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\n";
        String answer = exchange(head + "Content-Length: " + (body.length() + 10) + "\r\n\r\n" + body);
        assertThat(answer).doesNotStartWith("HTTP/1.1 5").doesNotStartWith("HTTP/1.1 2");
        answer = exchange(head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n"
                + body + "\r\nnonsense");
        assertThat(answer).doesNotStartWith("HTTP/1.1 5").doesNotStartWith("HTTP/1.1 2");
    }

    @ParameterizedTest
    @MethodSource("changing")
    void aPathThatNamesNothingIsRefused(Call call) throws Exception {
        String[] segments = call.example()
                .replace("LISTENER", "nobody")
                .replace("PUBLISHER", "nobody")
                .split("/", -1);
        String[] template = call.path().split("/", -1);
        for (int i = 0; i < template.length; i++) {
            if (!template[i].startsWith("{")) {
                continue;
            }
            boolean scene =
                    List.of("PUT /api/scenes/{name}", "POST /api/whip/{source}").contains(call.toString());
            for (String bad : BAD_SEGMENTS) {
                boolean fits = bad.equals("6")
                        && (call.path().contains("delay") || call.path().contains("timeshift"));
                boolean place = template[i].equals("{index}") && bad.matches("\\d+");
                boolean long_ = bad.matches("301") && call.path().contains("delay");
                boolean session =
                        call.method().equals("DELETE") && call.path().matches(".*\\{(listener|publisher|sink_id)}");
                if (fits || place || long_ || session || (scene && !bad.contains("%") && !bad.equals(LONG))) {
                    continue;
                }
                if (scene && (bad.equals("%201") || bad.contains("%F0") || bad.equals("a%5Cb"))) {
                    continue;
                }
                String[] asked = segments.clone();
                asked[i] = bad;
                refuse(
                        call.method(),
                        String.join("/", asked),
                        call.body(),
                        call.type(),
                        List.of(400, 404, 414, 422, 431));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EntityKind.class)
    void aValueOfAWrongTypeOrOutOfRangeIsRefused(EntityKind kind) throws Exception {
        JsonNode schemas = TestServer.json(world.send("admin", "GET", "/openapi.json", null, null))
                .at("/components/schemas");
        String schema = kind.singular().substring(0, 1).toUpperCase(Locale.ROOT)
                + kind.singular().substring(1);
        List<String> bodies = new ArrayList<>();
        schemas.at("/" + schema + "/properties")
                .properties()
                .forEach(property -> wrong(property.getValue())
                        .filter(_ -> !property.getKey().equals("config_id"))
                        .forEach(value -> bodies.add("{\"" + property.getKey() + "\":" + value + "}")));
        assertThat(bodies).hasSizeGreaterThan(80);
        String all = "/" + kind.plural();
        String one = world.path(Call.reads(null, all + "/{name}"))
                .replace("/sources/Kitchen", "/sources/PC")
                .replace("/routes/Kitchen", "/routes/r");
        for (String body : bodies) {
            refuse("PUT", one, body, "application/json", List.of(422));
            ObjectNode whole = (ObjectNode) Json.MAPPER.readTree(
                    "{\"name\":\"New\",\"ip\":\"10.0.0.9\",\"source\":\"PC\",\"sink\":\"Kitchen\"}");
            whole.remove(List.of("name", "ip", "source", "sink").stream()
                    .filter(key -> body.startsWith("{\"" + key + "\""))
                    .toList());
            String rest = whole.isEmpty()
                    ? ""
                    : "," + whole.toString().substring(1, whole.toString().length() - 1);
            refuse("POST", all, body.substring(0, body.length() - 1) + rest + "}", null, List.of(422));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sinks/Kitchen/equalizer", "/sources/PC/equalizer", "/routes/r/equalizer", "/equalizers"})
    void aBandThatIsWrongIsRefused(String path) throws Exception {
        for (String value : List.of("-0.001", "2.001", "1e999", "'loud'", "'NaN'", "[]", "{}", "true", "null")) {
            String body = "{'name':'New','b18':" + value + "}";
            refuse("POST", path, body.replace('\'', '"'), "application/json", List.of(422));
        }
    }

    @Test
    void aNameThatCannotBeOneIsRefusedWhereverOneIsGiven() throws Exception {
        for (String name : BAD_NAMES) {
            String bad = name.replace('\'', '"');
            for (String[] call : new String[][] {
                {"POST", "/sinks", "'ip':'10.0.0.9'"},
                {"PUT", "/sinks/Kitchen", "'volume':0.1"},
                {"POST", "/sources", "'ip':'10.0.0.9'"},
                {"PUT", "/sources/PC", "'volume':0.1"},
                {"POST", "/routes", "'source':'PC','sink':'Kitchen'"},
                {"PUT", "/routes/r", "'volume':0.1"},
                {"POST", "/api/users", "'password':'12345678','role':'listener'"},
                {"POST", "/api/tokens", "'role':'listener'"},
                {"POST", "/equalizers", "'b1':1"},
            }) {
                String body = "{\"name\":" + bad + "," + call[2].replace('\'', '"') + "}";
                refuse(call[0], call[1], body, "application/json", List.of(400, 422));
            }
        }
    }

    @Test
    void aNameThatIsTakenOrNamesNothingIsRefused() throws Exception {
        for (String[] call : new String[][] {
            {"POST", "/sinks", "{'name':'Kitchen','ip':'10.0.0.9'}", "409"},
            {"POST", "/sources", "{'name':'PC','ip':'10.0.0.9'}", "409"},
            {"POST", "/routes", "{'name':'r','source':'PC','sink':'Kitchen'}", "409"},
            {"POST", "/api/users", "{'name':'Anna','password':'12345678','role':'listener'}", "409"},
            {"POST", "/api/tokens", "{'name':'admin'}", "409"},
            {"POST", "/sinks", "{'name':'g','is_group':true,'group_members':['Nobody']}", "422"},
            {"POST", "/sinks", "{'name':'g','is_group':true,'group_members':['g']}", "422"},
            {"POST", "/sources", "{'name':'g','is_group':true,'group_members':['Kitchen']}", "422"},
            {"PUT", "/sinks/Kitchen", "{'is_group':true,'group_members':['Kitchen']}", "422"},
            {"PUT", "/routes/Nobody", "{'volume':1}", "404"},
            {"POST", "/sinks", "{'name':'n','ip':'10.0.0.9','config_id':'x/y'}", "422"},
            {"PUT", "/api/scenes/s", "{'sinks':['Nobody']}", "404"},
            {"PUT", "/api/scenes/s", "{'sinks':{}}", "422"},
            {"PUT", "/api/scenes/s", "{'sinks':[1,{},null]}", "422"},
            {"POST", "/api/scenes/evening/recall", "{'fade_ms':1e999}", "422"},
            {"PUT", "/api/logs/levels/control.auth", "{'level':1}", "422"},
            {"PUT", "/api/logs/levels/control.auth", "{}", "422"},
            {"PUT", "/preferences", "{}", "400"},
            {"PUT", "/preferences", "{'x':1e999}", "422"},
            {"PUT", "/preferences", "{'x':'\\ud800'}", "422"},
            {"PUT", "/api/users/Anna", "{'password':'short'}", "422"},
            {"PUT", "/api/users/Anna", "{'password':1e999}", "422"},
            {"POST", "/api/login", "{'user':1,'password':{}}", "403"},
            {"POST", "/api/login", "{}", "403"},
        }) {
            refuse(
                    call[0],
                    call[1],
                    call[2].replace('\'', '"'),
                    "application/json",
                    List.of(Integer.parseInt(call[3])));
        }
    }

    @Test
    void whatIsNoRequestAtAllIsRefusedInTheSameWords() throws Exception {
        for (String path : List.of("/nowhere", "/api/nowhere", "/sinks/a/b/c/d", "/sinks/%2e%2e/x", "//sinks//x")) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
                refuse(method, path, null, null, List.of(400, 404, 405));
            }
        }
        refuse("DELETE", "/sinks", null, null, List.of(405));
        refuse("PATCH", "/sinks/Kitchen", "{}", null, List.of(405));
        refuse("POST", "/api/whep/Kitchen", "v=0", "text/plain", List.of(415));
        refuse("POST", "/api/whep/Kitchen", "hello", "application/sdp", List.of(400));
        refuse("PATCH", "/api/whep/Kitchen/nobody", "{}", "text/plain", List.of(415));
        refuse("POST", "/api/whip/Mic", "v=0", "text/plain", List.of(415));
        refuse("POST", "/api/whip/Mic", " ", "application/sdp", List.of(400));
        refuse("POST", "/api/whip/Other", "hello", "application/sdp", List.of(400));
        refuse("PATCH", "/api/whip/Mic/nobody", "{}", "text/plain", List.of(415));
        String bearer = "Authorization: " + world.bearer("admin") + "\r\n";
        for (String raw : List.of(
                "GET /sinks/%ZZ HTTP/1.1\r\nHost: x\r\n",
                "GET /sinks/a%2Fb/enable HTTP/1.1\r\nHost: x\r\n",
                "GET /sinks/" + LONG + " HTTP/1.1\r\nHost: x\r\n",
                "GET /sinks HTTP/1.1\r\nHost: x\r\nX: " + LONG + "\r\n",
                "GET /sinks HTTP/1.1\r\n",
                "BREW /sinks HTTP/1.1\r\nHost: x\r\n")) {
            String answer = exchange(raw + bearer + "Connection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 4");
            assertThat(answer).as(raw).contains("\"error\"", "\"code\"", "\"message\"", "\"key\"", "\"hint\"");
        }
    }

    @Test
    void aConnectionThatEndsWithARefusalIsSaidToEnd() throws Exception {
        for (String path : List.of("/..", "//sinks", "/sinks/a%2Fb", "/sinks/%ZZ")) {
            String answer = exchange("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 400").contains("\r\nConnection: close\r\n");
        }
    }

    /** Values that a key of that description must not have. */
    private static Stream<String> wrong(JsonNode property) {
        List<String> values = new ArrayList<>();
        JsonNode type = property.path("type");
        List<String> types =
                type.isArray() ? type.valueStream().map(JsonNode::asText).toList() : List.of(type.asText());
        WRONG.getOrDefault(types.getFirst(), List.of()).forEach(value -> values.add(value.replace('\'', '"')));
        if (!types.contains("null")) {
            values.add("null");
        }
        if (property.has("minimum")) {
            values.add(Double.toString(property.get("minimum").asDouble() - 1));
        }
        if (property.has("maximum")) {
            values.add(Double.toString(property.get("maximum").asDouble() + 1));
        }
        if (property.has("enum")) {
            values.add(types.getFirst().equals("string") ? "\"none of them\"" : "3");
        }
        return values.stream();
    }

    private void refuse(Call call, byte[] body, String type, Integer... statuses) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        world.server.uri(world.path(call).replace("#", "x")))
                .method(call.method(), BodyPublishers.ofByteArray(body))
                .headers("Authorization", world.bearer("admin"), "Content-Type", type)
                .build();
        HttpResponse<String> response = world.server.client().send(request, BodyHandlers.ofString());
        if (call.type() != null && !type.equals(call.type())) {
            assertThat(response.statusCode()).isEqualTo(415);
        } else {
            assertRefused(response, shown(new String(body, StandardCharsets.ISO_8859_1)), List.of(statuses));
        }
    }

    private void refuse(
            String method, String path, @Nullable String body, @Nullable String type, List<Integer> statuses)
            throws Exception {
        String text = body == null ? "" : body;
        HttpResponse<String> response;
        try {
            response = world.send("admin", method, path, body, type);
        } catch (IllegalArgumentException e) {
            return; // the client does not send it; the raw requests do
        } catch (IOException e) {
            response = world.send("admin", method, path, body, type); // the connection was closed after a refusal
        }
        assertRefused(response, shown(text), statuses);
    }

    private static void assertRefused(HttpResponse<String> response, String body, List<Integer> statuses)
            throws Exception {
        String what = response.request().method() + " " + shown(response.uri().toString()) + " " + body + " → "
                + response.body();
        assertThat(response.statusCode()).as(what).isIn(statuses);
        World.assertRefusal(response);
    }

    private static String shown(String text) {
        return text.length() < 200 ? text : text.substring(0, 200) + "… of " + text.length();
    }

    /** Sends bytes as they are, ends the sending, and gives all that is answered. */
    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), world.server.plane.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try (InputStream in = socket.getInputStream()) {
                in.transferTo(answer);
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
