package io.antiphon.control.api;

import static io.antiphon.control.TestServer.cookie;
import static io.antiphon.control.TestServer.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.ServerTest;
import io.antiphon.control.schema.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is logged in, what each remembers, and what ends with a session. */
@Timeout(30)
class SessionsTest extends ServerTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";

    private String admin;

    @Override
    protected String[] flags() {
        return new String[] {"auth", "login"};
    }

    @BeforeEach
    void logIn() throws Exception {
        admin = server.logInByLink();
        for (String name : List.of("Anna", "Ben")) {
            String body = "{\"name\":\"" + name + "\",\"password\":\"correct horse\",\"role\":\"listener\"}";
            assertThat(server.post("/api/users", body, "Cookie", admin).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void areSeenByTheirPersonAndAllByAnAdmin() throws Exception {
        String anna = logIn("Anna");
        logIn("Ben");

        JsonNode own = json(server.get("/api/sessions", "Cookie", anna));

        assertThat(own).hasSize(1);
        assertThat(own.get(0).get("user").asText()).isEqualTo("Anna");
        assertThat(own.get(0).get("role").asText()).isEqualTo("listener");
        assertThat(own.get(0).get("browser").asText()).isEqualTo("Firefox 132 · Linux");
        assertThat(own.get(0).get("address").asText()).isEqualTo("127.0.0.1");
        assertThat(own.get(0).get("own").asBoolean()).isTrue();
        assertThat(Duration.between(
                        Instant.parse(own.get(0).get("since").asText()),
                        Instant.parse(own.get(0).get("seen").asText())))
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(anna).doesNotContain(own.get(0).get("id").asText());
        JsonNode all = json(server.get("/api/sessions", "Cookie", admin));
        assertThat(users(all)).containsExactlyInAnyOrder("login link", "Anna", "Ben");
        assertThat(all.findValuesAsText("own")).containsOnlyOnce("true");
    }

    @Test
    void outliveARestartWithAllThatIsKnownOfThem() throws Exception {
        String anna = logIn("Anna");
        JsonNode before = json(server.get("/api/sessions", "Cookie", anna)).get(0);
        restart(flags());

        JsonNode after = json(server.get("/api/sessions", "Cookie", anna)).get(0);

        for (String key : List.of("id", "user", "since", "address", "browser")) {
            assertThat(after.get(key)).as(key).isEqualTo(before.get(key));
        }
    }

    @Test
    void ofOthersAreEndedByAnAdminAloneAndTheirSocketsClose() throws Exception {
        String anna = logIn("Anna");
        String ben = logIn("Ben");
        String bens = json(server.get("/api/sessions", "Cookie", ben))
                .get(0)
                .get("id")
                .asText();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        CompletableFuture<Integer> open = new CompletableFuture<>();
        socket(ben, closed);
        socket(anna, open);

        assertThat(server.send("DELETE", "/api/sessions/" + bens, null, "Cookie", anna)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/sinks", "Cookie", ben).statusCode()).isEqualTo(200);
        assertThat(server.send("DELETE", "/api/sessions/" + bens, null, "Cookie", admin)
                        .statusCode())
                .isEqualTo(200);

        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
        assertThat(server.get("/sinks", "Cookie", ben).statusCode()).isEqualTo(401);
        assertThat(open).isNotDone();
        assertThat(users(json(server.get("/api/sessions", "Cookie", admin))))
                .containsExactlyInAnyOrder("login link", "Anna");
    }

    @Test
    void thatLogOutCloseTheirSockets() throws Exception {
        String anna = logIn("Anna");
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        socket(anna, closed);

        server.post("/api/logout", "", "Cookie", anna);

        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    @Test
    void thatAreEndedAreNotHeardFromThenOnAndThoseOfOthersAre() throws Exception {
        server.streams.endless = true;
        server.post("/sinks", "{\"name\":\"a\",\"protocol\":\"web_receiver\"}", "Cookie", admin);
        String anna = logIn("Anna");
        String ben = logIn("Ben");
        HttpRequest request = HttpRequest.newBuilder(server.uri("/stream/a"))
                .header("Cookie", anna)
                .build();
        InputStream stream =
                server.client().send(request, BodyHandlers.ofInputStream()).body();
        String annas = listen(anna);
        String bens = listen(ben);
        assertThat(stream.readNBytes(12)).asString(US_ASCII).isEqualTo("mp3 320 kb/s");
        assertThat(heartbeat(annas)).isEqualTo(204);

        server.post("/api/logout", "", "Cookie", anna);

        assertThat(stream.read()).isEqualTo(-1);
        assertThat(heartbeat(annas)).isEqualTo(404);
        assertThat(heartbeat(bens)).isEqualTo(204);
    }

    @Test
    void thatEndWhileTheyJoinHearNothing() throws Exception {
        server.post("/sinks", "{\"name\":\"a\",\"protocol\":\"web_receiver\"}", "Cookie", admin);
        String anna = logIn("Anna");
        server.endpoints.whileJoining = () -> {
            try {
                server.post("/api/logout", "", "Cookie", anna);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };

        assertThat(heartbeat(listen(anna))).isEqualTo(404);
    }

    @Test
    void thatPublishAreTakenOffTheAirWhenTheyEnd() throws Exception {
        String carl = "{\"name\":\"Carl\",\"password\":\"correct horse\",\"role\":\"operator\"}";
        server.post("/api/users", carl, "Cookie", admin);
        String cookie = logIn("Carl");
        assertThat(server.post("/api/whip/Mic", "v=0", "Content-Type", "application/sdp", "Cookie", cookie)
                        .statusCode())
                .isEqualTo(201);
        assertThat(server.endpoints.publishers).hasSize(1);

        server.post("/api/logout", "", "Cookie", cookie);

        assertThat(server.endpoints.publishers).isEmpty();
    }

    @Test
    void thatChangeTheirPasswordAreHeardOnAndOtherBrowsersOfTheirPersonAreNot() throws Exception {
        server.post("/sinks", "{\"name\":\"a\",\"protocol\":\"web_receiver\"}", "Cookie", admin);
        String own = logIn("Anna");
        String other = logIn("Anna");
        String heardHere = listen(own);
        String heardThere = listen(other);
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        socket(own, closed);

        String wish = "{\"old_password\":\"correct horse\",\"password\":\"another horse\"}";
        String renewed = cookie(server.post("/api/password", wish, "Cookie", own));

        assertThat(heartbeat(heardHere)).isEqualTo(204);
        assertThat(heartbeat(heardThere)).isEqualTo(404);
        assertThat(server.get("/sinks", "Cookie", own).statusCode()).isEqualTo(401);
        assertThat(closed).isNotDone();

        server.post("/api/logout", "", "Cookie", renewed);

        assertThat(heartbeat(heardHere)).isEqualTo(404);
        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    @Test
    void haveThePreferencesOfTheirPersonWhichAListenerMayChangeToo() throws Exception {
        String anna = logIn("Anna");

        assertThat(server.send("PUT", "/api/preferences", "{\"theme\":\"light\",\"stars\":[\"a\"]}", "Cookie", anna)
                        .statusCode())
                .isEqualTo(200);
        JsonNode merged = json(server.send("PUT", "/api/preferences", "{\"view\":\"mixer\"}", "Cookie", logIn("Anna")));

        assertThat(merged)
                .isEqualTo(Json.MAPPER.readTree("{\"theme\":\"light\",\"stars\":[\"a\"],\"view\":\"mixer\"}"));
        assertThat(json(server.get("/api/preferences", "Cookie", anna))).isEqualTo(merged);
        assertThat(json(server.get("/api/preferences", "Cookie", logIn("Ben")))).isEmpty();
        assertThat(server.send("PUT", "/preferences", "{\"theme\":\"light\"}", "Cookie", anna)
                        .statusCode())
                .isEqualTo(403);
        String large = "{\"stars\":\"" + "x".repeat(70_000) + "\"}";
        assertThat(server.send("PUT", "/api/preferences", large, "Cookie", anna).statusCode())
                .isEqualTo(400);
    }

    private String listen(String cookie) throws Exception {
        HttpResponse<String> joined =
                server.post("/api/whep/a", "v=0", "Content-Type", "application/sdp", "Cookie", cookie);
        return joined.headers().firstValue("Location").orElseThrow();
    }

    private int heartbeat(String listener) throws Exception {
        return server.post(listener, "", "Cookie", admin).statusCode();
    }

    private void socket(String cookie, CompletableFuture<Integer> closed) {
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                closed.complete(status);
                return CompletableFuture.completedFuture(null);
            }
        };
        server.client()
                .newWebSocketBuilder()
                .header("Cookie", cookie)
                .buildAsync(URI.create(server.uri("/api/live").toString().replace("http:", "ws:")), listener)
                .join();
    }

    private String logIn(String name) throws Exception {
        String body = "{\"user\":\"" + name + "\",\"password\":\"correct horse\"}";
        return cookie(server.post("/api/login", body, "User-Agent", FIREFOX));
    }

    private static List<String> users(JsonNode sessions) {
        List<String> users = new ArrayList<>();
        sessions.forEach(session -> users.add(session.get("user").asText()));
        return users;
    }
}
