package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.ServerTest;
import io.antiphon.control.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other sites may use the API when the settings name them, and only then. */
class CorsTest extends ServerTest {
    private static final String HOME = "https://home.example:8123";

    @Override
    protected String[] flags() {
        return new String[] {"cors-origins", HOME + ", HTTP://Panel.example:80"};
    }

    @Test
    void anAllowedSiteMaySeeAnswersAndChangeThings() throws Exception {
        HttpResponse<String> listed = server.get("/sinks", "Origin", HOME, "Sec-Fetch-Site", "cross-site");
        assertThat(listed.statusCode()).isEqualTo(200);
        assertAllowed(listed, HOME);

        HttpResponse<String> added = server.post(
                "/sinks",
                "{\"name\":\"a\",\"protocol\":\"web_receiver\"}",
                "Origin",
                "http://panel.example",
                "Sec-Fetch-Site",
                "cross-site");
        assertThat(added.statusCode()).isEqualTo(200);
        assertAllowed(added, "http://panel.example");
    }

    @Test
    void errorsCanBeReadToo() throws Exception {
        HttpResponse<String> missing = server.get("/sinks/nobody", "Origin", HOME);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertAllowed(missing, HOME);
    }

    @Test
    void aPreflightIsAnsweredWithoutLogin() throws Exception {
        restart("cors-origins", HOME, "auth", "login");

        HttpResponse<String> asked = server.send(
                "OPTIONS",
                "/sinks/x",
                null,
                "Origin",
                HOME,
                "Access-Control-Request-Method",
                "PUT",
                "Access-Control-Request-Headers",
                "authorization,content-type");

        assertThat(asked.statusCode()).isEqualTo(204);
        assertAllowed(asked, HOME);
        assertThat(header(asked, "Access-Control-Allow-Methods")).contains("PUT", "PATCH", "DELETE");
        assertThat(header(asked, "Access-Control-Allow-Headers")).isEqualTo("Authorization, Content-Type, If-Match");
        HttpResponse<String> sent = server.send("PUT", "/sinks/x", "{}", "Origin", HOME);
        assertThat(sent.statusCode()).as("the change itself needs the login").isEqualTo(401);
        assertAllowed(sent, HOME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://home.example",
                "http://home.example:8123",
                "https://home.example:8123.evil.example",
                "https://evil.example",
                "null"
            })
    void anotherSiteIsToldNothingAndChangesNothing(String origin) throws Exception {
        assertSilent(server.get("/sinks", "Origin", origin));
        HttpResponse<String> asked =
                server.send("OPTIONS", "/sinks/x", null, "Origin", origin, "Access-Control-Request-Method", "PUT");
        assertSilent(asked);
        assertThat(asked.statusCode()).isGreaterThanOrEqualTo(400);
        for (String path : new String[] {"/sinks/x/enable", "/sources_self/volume/1"}) {
            HttpResponse<String> refused = server.get(path, "Origin", origin);
            assertThat(json(refused).path("code").asText()).isEqualTo("cross_site");
        }
    }

    /** An image of an allowed site can be put there by whoever may write on it. */
    @Test
    void aGetThatChangesSomethingIsRefusedWhenItsPageIsNotNamed() throws Exception {
        HttpResponse<String> refused =
                server.get("/sinks/x/enable", "Referer", HOME + "/wall", "Sec-Fetch-Site", "cross-site");

        assertThat(json(refused).path("code").asText()).isEqualTo("cross_site");
    }

    @Test
    void anAllowedSiteMayOpenWebSockets() throws Exception {
        URI feed = URI.create(server.uri("/ws/config").toString().replace("http", "ws"));
        WebSocket socket = server.client()
                .newWebSocketBuilder()
                .header("Origin", HOME)
                .buildAsync(feed, new WebSocket.Listener() {})
                .join();
        socket.abort();
        assertThatThrownBy(() -> server.client()
                        .newWebSocketBuilder()
                        .header("Origin", "https://evil.example")
                        .buildAsync(feed, new WebSocket.Listener() {})
                        .join())
                .hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void nothingIsSaidWhenNoSiteIsNamed() throws Exception {
        restart();

        HttpResponse<String> listed = server.get("/sinks", "Origin", HOME);
        assertSilent(listed);
        assertThat(listed.headers().firstValue("Vary")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "home.example", "https://home.example/", "https://*.example", "null"})
    void onlyWholeOriginsCanBeNamed(String given) {
        assertThatThrownBy(() -> new TestServer(home, "cors-origins", given).close())
                .hasMessageContaining("--cors-origins: must be origins");
    }

    private static void assertAllowed(HttpResponse<String> answer, String origin) {
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(answer, "Access-Control-Expose-Headers")).contains("Location");
        assertThat(header(answer, "Vary")).isEqualTo("Origin");
    }

    private static void assertSilent(HttpResponse<String> answer) {
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
