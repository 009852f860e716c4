package io.antiphon.control.api.contract;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server that one has to log in to, with one of everything in it, and a token for each role. */
final class World implements AutoCloseable {
    /** What stands for a parameter of a path, unless a call says otherwise. */
    static final List<String[]> PARAMETERS = List.of(
            new String[] {"{name}", "Kitchen"},
            new String[] {"{value}", "0.5"},
            new String[] {"{volume}", "0.5"},
            new String[] {"{index}", "0"},
            new String[] {"{sink}", "Kitchen"},
            new String[] {"{listener}", "LISTENER"},
            new String[] {"{source}", "Mic"},
            new String[] {"{publisher}", "PUBLISHER"},
            new String[] {"{module}", "control.auth"},
            new String[] {"{path}", "settings"},
            new String[] {"{tag}", "10.0.0.1"},
            new String[] {"{sink_id}", "nobody"},
            new String[] {"{source}", "PC"},
            new String[] {"{file}", "antiphon.log"},
            new String[] {"{lines}", "100"});

    private static final String KITCHEN = "{\"name\":\"Kitchen\",\"ip\":\"10.0.0.1\"}";

    final TestServer server;
    private final Path home;
    private final Map<String, String> tokens = new TreeMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final String listener;
    private final String publisher;

    World(Path home) throws Exception {
        this.home = home;
        this.server = new TestServer(home, "auth", "login");
        String cookie = server.logInByLink();
        for (String role : List.of("admin", "operator", "listener")) {
            String body = "{\"name\":\"" + role + "\",\"role\":\"" + role + "\"}";
            tokens.put(
                    role,
                    json(server.post("/api/tokens", body, "Cookie", cookie))
                            .get("token")
                            .asText());
        }
        done("POST", "/sinks", KITCHEN);
        done("POST", "/sources", "{\"name\":\"PC\",\"ip\":\"127.0.0.1\"}");
        done("POST", "/routes", "{\"name\":\"r\",\"source\":\"PC\",\"sink\":\"Kitchen\"}");
        done("POST", "/equalizers", "{\"name\":\"flat\"}");
        publisher = session("/api/whip/Mic"); // part of the scene, so that a recall leaves it alone
        done("PUT", "/api/scenes/evening", "");
        done("POST", "/api/users", "{\"name\":\"Anna\",\"password\":\"correct horse\",\"role\":\"operator\"}");
        listener = session("/api/whep/Kitchen");
        server.engine.renderPeriod(); // health tells that it renders
    }

    private String session(String path) throws Exception {
        String place = send("admin", "POST", path, "v=0", "application/sdp")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return place.substring(place.lastIndexOf('/') + 1);
    }

    private void done(String method, String path, String body) throws Exception {
        HttpResponse<String> response = send("admin", method, path, body, null);
        assertThat(response.statusCode()).as(response.body()).isLessThan(300);
    }

    /** Makes the call as it stands in the table, as somebody of that role. */
    HttpResponse<String> make(Call call, String role, boolean slash) throws Exception {
        String unique = Integer.toString(number.incrementAndGet());
        String first = call.first();
        if (first != null) {
            String[] words = first.replace("#", unique).split(" ", 3);
            done(words[0], words[1], words.length > 2 ? words[2] : "");
        }
        String path = path(call).replace("#", unique) + (slash ? "/" : "");
        String body = call.body();
        return send(role, call.method(), path, body == null ? null : body.replace("#", unique), call.type());
    }

    /** The path of the example. */
    String path(Call call) {
        return call.example().replace("LISTENER", listener).replace("PUBLISHER", publisher);
    }

    /** Sends something as somebody of that role. */
    HttpResponse<String> send(
            String role, String method, String path, @Nullable String body, @Nullable String contentType)
            throws IOException, InterruptedException {
        List<String> headers = new ArrayList<>(List.of("Authorization", bearer(role)));
        if (contentType != null) {
            headers.addAll(List.of("Content-Type", contentType));
        }
        return server.send(method, path, body, headers.toArray(String[]::new));
    }

    /** The header of a role's token. */
    String bearer(String role) {
        return "Bearer " + tokens.get(role);
    }

    /** All that is kept on disk but the logs, by file. */
    Map<String, String> files() {
        try (Stream<Path> all = Files.walk(home)) {
            Map<String, String> files = new TreeMap<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = home.relativize(file).toString();
                if (!name.startsWith("logs") && !name.startsWith("revisions")) { // both are written behind
                    files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that the server says to have, and all that is on disk. */
    Map<String, String> state() throws Exception {
        Map<String, String> state = files();
        for (String path : List.of(
                "/sinks",
                "/sources",
                "/routes",
                "/equalizers",
                "/preferences",
                "/api/scenes",
                "/api/history",
                "/api/users",
                "/api/tokens",
                "/api/logs/levels")) {
            state.put(path, send("admin", "GET", path, null, null).body());
        }
        return state;
    }

    /** What a refusal must hold, whatever was refused. */
    static JsonNode assertRefusal(HttpResponse<String> response) throws Exception {
        String what = response.request().method() + " " + response.uri() + " → " + response.statusCode() + " "
                + response.body();
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .as(what)
                .startsWith("application/json");
        JsonNode body = json(response);
        for (String key : List.of("error", "code", "message", "key", "hint")) {
            assertThat(body.has(key)).as(what + ": " + key).isTrue();
        }
        assertThat(body.get("error").asText()).as(what).isNotBlank();
        assertThat(body.get("code").asText()).as(what).matches("[a-z0-9_]+");
        assertThat(body.get("message").asText()).as(what).isNotBlank();
        assertThat(response.body()).as(what).doesNotContain("at io.", "at java.", "Exception", "traceback");
        return body;
    }

    @Override
    public void close() {
        server.close();
    }
}
