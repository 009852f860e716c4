package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.ServerTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest extends ServerTest {
    @Override
    protected String[] flags() {
        return new String[] {"auth", "login"};
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sinks", "/sinks/", "/api/stats", "/api/tokens", "/sinks/x/volume/1", "/nowhere"})
    void isNeededForEverythingOfValue(String path) throws Exception {
        HttpResponse<String> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).get("code").asText()).isEqualTo("login_needed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/site/", "/site/settings", "/api/session", "/api/health"})
    void isNotNeededForThePageItself(String path) throws Exception {
        server.engine.renderPeriod(); // health tells that it renders
        assertThat(server.get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/config", "/api/live"})
    void isNeededForWebSockets(String path) {
        assertThatThrownBy(() -> server.client()
                        .newWebSocketBuilder()
                        .buildAsync(
                                URI.create(server.uri(path).toString().replace("http:", "ws:")),
                                new WebSocket.Listener() {})
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(401));
    }

    @Test
    void byTheLinkWorksOnceAndGivesACookieThatOutlivesARestart() throws Exception {
        String cookie = login();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        assertThat(server.get("/sinks", "Cookie", value(cookie)).statusCode()).isEqualTo(200);
        assertThat(json(server.get("/api/session", "Cookie", value(cookie)))
                        .get("signed_in")
                        .asBoolean())
                .isTrue();
        assertThat(server.get(link()).statusCode()).isEqualTo(403);

        restart(flags());
        assertThat(server.get("/sinks", "Cookie", value(cookie)).statusCode()).isEqualTo(200);

        server.post("/api/logout", "", "Cookie", value(cookie));
        assertThat(server.get("/sinks", "Cookie", value(cookie)).statusCode()).isEqualTo(401);
    }

    @Test
    void byATokenWorksUntilItIsTakenBack() throws Exception {
        String cookie = value(login());
        HttpResponse<String> made =
                server.post("/api/tokens", "{\"name\":\"HA\",\"role\":\"admin\"}", "Cookie", cookie);
        assertThat(made.statusCode()).isEqualTo(201);
        String token = json(made).get("token").asText();
        assertThat(server.post("/api/tokens", "{\"name\":\"HA\"}", "Cookie", cookie)
                        .statusCode())
                .isEqualTo(409);
        assertThat(server.get("/api/tokens", "Cookie", cookie).body())
                .contains("HA")
                .doesNotContain(token);
        Path file = home.resolve("tokens.json");
        assertThat(Files.readString(file)).doesNotContain(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        assertThat(server.get("/sinks", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(server.send("DELETE", "/api/tokens/HA", null, "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/sinks", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(401);
    }

    @Test
    void leadsABrowserWithAUsedLinkToThePageThatSaysSo() throws Exception {
        String link = link();
        server.get(link);

        HttpResponse<String> browser = server.send("GET", link, null, "Accept", "text/html,*/*;q=0.8");

        assertThat(browser.statusCode()).isEqualTo(302);
        assertThat(browser.headers().firstValue("Location")).hasValue("/site/?login=refused");
        assertThat(browser.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(server.get(link).statusCode()).isEqualTo(403);
    }

    @Test
    void isSlowedDownForWhoGuesses() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(server.post("/api/login", "{\"token\":\"guess\"}").statusCode())
                    .isEqualTo(403);
        }
        HttpResponse<String> waits = server.post("/api/login", "{\"token\":\"guess\"}");
        assertThat(waits.statusCode()).isEqualTo(429);
        assertThat(waits.headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sinks/x/volume/1, Sec-Fetch-Site, cross-site",
        "GET, /sinks/x/enable/, Sec-Fetch-Site, same-site",
        "GET, /routes/x/disable, Origin, http://evil.example",
        "POST, /sinks, Origin, http://evil.example",
        "DELETE, /sinks/x, Origin, null",
        "POST, /api/login, Sec-Fetch-Site, cross-site"
    })
    void doesNotHelpAnotherSiteInThatBrowser(String method, String path, String header, String value) throws Exception {
        String cookie = value(login());

        HttpResponse<String> response =
                server.send(method, path, method.equals("POST") ? "{}" : null, header, value, "Cookie", cookie);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response).get("code").asText()).isEqualTo("cross_site");
    }

    @Test
    void leavesTheOwnPageAndProgramsAlone() throws Exception {
        String cookie = value(login());
        String own = "http://127.0.0.1:" + server.plane.port();

        assertThat(server.get("/sinks/x/enable", "Cookie", cookie, "Origin", own)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/sinks/x/enable", "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/sinks", "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void isNotAskedForWithAuthNone() throws Exception {
        restart();
        assertThat(server.get("/sinks").statusCode()).isEqualTo(200);
        assertThat(server.get("/sinks/x/volume/1", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.plane.loginLink()).endsWith("/site/");
    }

    private String link() {
        String link = server.plane.loginLink();
        return link.substring(link.indexOf("/login"));
    }

    private String login() throws Exception {
        HttpResponse<String> response = server.get(link());
        assertThat(response.statusCode()).isEqualTo(302);
        return response.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String value(String cookie) {
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
