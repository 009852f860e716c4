package io.antiphon.control.api.contract;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.auth.Role;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may make each call, and from where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private World world;
    private Map<String, String> before;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        world = new World(home);
        before = world.state();
    }

    @AfterAll
    void nothingWasChangedByAllThatWasRefused() throws Exception {
        try {
            assertThat(world.state()).isEqualTo(before);
        } finally {
            world.close();
        }
    }

    static Stream<Call> calls() {
        return CallTable.all().stream();
    }

    static Stream<Call> closedCalls() {
        return calls().filter(call -> call.least() != null);
    }

    static Stream<Call> changingCalls() {
        return CallTable.changing().stream();
    }

    @Test
    void onlyHealthLoginAndThePageAreOpen() {
        assertThat(calls().filter(call -> call.least() == null).map(Call::path))
                .containsExactlyInAnyOrder(
                        "/",
                        "/site",
                        "/site/{path}",
                        "/favicon.ico",
                        "/login",
                        "/api/login",
                        "/api/session",
                        "/api/health");
    }

    @Test
    void aListenerChangesNothingButWhatIsTheirOwn() {
        assertThat(changingCalls()
                        .filter(call -> call.least() == Role.LISTENER)
                        .map(Call::path)
                        .filter(path -> !path.startsWith("/api/whep/") && !path.startsWith("/api/listen/")))
                .containsExactlyInAnyOrder("/api/logout", "/api/password", "/api/preferences", "/api/sessions/{id}");
        assertThat(calls().filter(call -> !List.of("GET", "OPTIONS", "WS").contains(call.method())))
                .allMatch(Call::changes);
    }

    @ParameterizedTest
    @MethodSource("closedCalls")
    void needsCredentialsInBothSlashForms(Call call) throws Exception {
        for (String slash : List.of("", "/")) {
            for (String[] headers : new String[][] {
                {}, {"Authorization", "Basic QW5uYTpjb3JyZWN0IGhvcnNl"}, {"Cookie", "antiphon_session=guess"}
            }) {
                HttpResponse<String> refused = send(call, slash, headers);

                assertThat(refused.statusCode()).isEqualTo(401);
                if (!call.method().equals("WS")) {
                    assertThat(World.assertRefusal(refused).get("code").asText())
                            .isEqualTo("login_needed");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("closedCalls")
    void isRefusedToEveryRoleBelowTheLeast(Call call) throws Exception {
        Role least = call.least();
        for (Role role : Role.values()) {
            if (least != null && role.compareTo(least) > 0) {
                HttpResponse<String> refused = send(call, "", "Authorization", world.bearer(role.wireName()));

                assertThat(refused.statusCode()).as(role + " " + refused.body()).isEqualTo(403);
                if (!call.method().equals("WS")) {
                    assertThat(json(refused).get("code").asText()).isEqualTo("not_allowed_to");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("changingCalls")
    void isRefusedToAnotherSiteEvenInTheNameOfAnAdmin(Call call) throws Exception {
        for (String slash : List.of("", "/")) {
            for (String[] mark : new String[][] {
                {"Sec-Fetch-Site", "cross-site"},
                {"Sec-Fetch-Site", "same-site"},
                {"Origin", "https://evil.example"},
                {"Origin", "null"},
                {"Referer", "https://evil.example/page"},
            }) {
                HttpResponse<String> refused =
                        send(call, slash, "Authorization", world.bearer("admin"), mark[0], mark[1]);

                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
                assertThat(World.assertRefusal(refused).get("code").asText()).isEqualTo("cross_site");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("changingCalls")
    void isNotMadeByAHead(Call call) throws Exception {
        HttpResponse<String> response =
                world.server.send("HEAD", world.path(call), null, "Authorization", world.bearer("admin"));

        assertThat(response.statusCode()).isLessThan(500); // that nothing changed is looked at when all are done
    }

    /** Makes the call with those headers and no others; of a WebSocket, what its handshake is answered. */
    private HttpResponse<String> send(Call call, String slash, String... headers) throws Exception {
        String path = world.path(call) + slash;
        if (!call.method().equals("WS")) {
            @Nullable String body = call.body();
            return world.server.send(call.method(), path, body, headers);
        }
        WebSocket.Builder builder = world.server.client().newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        URI uri = URI.create(world.server.uri(path).toString().replace("http:", "ws:"));
        try {
            builder.buildAsync(uri, new WebSocket.Listener() {}).join().abort();
            throw new AssertionError(path + " let it in");
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refusal) {
                @SuppressWarnings("unchecked")
                HttpResponse<String> response = (HttpResponse<String>) refusal.getResponse();
                return response;
            }
            throw e;
        }
    }
}
