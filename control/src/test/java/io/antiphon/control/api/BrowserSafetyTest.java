package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.antiphon.control.ServerTest;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody logs in, and plain HTTP is spoken: the browser does not say by itself which site it asks for. */
class BrowserSafetyTest extends ServerTest {
    private static final String NOT_THERE = "not_found";

    @Override
    protected String[] flags() {
        return new String[] {"public-names", "music.example, other.example"};
    }

    @Nested
    class AnotherSite {
        @ParameterizedTest
        @CsvSource({
            "GET, /sinks/x/volume/1, Referer, http://evil.example/page",
            "GET, /sinks/x/volume/1/, Referer, http://evil.example/page",
            "GET, /sinks/x/some_day/1, Referer, http://evil.example/page",
            "GET, /sources_self/play, Referer, http://evil.example",
            "GET, /routes/x/enable, Origin, http://evil.example",
            "GET, /routes/x/enable, Referer, http://127.0.0.1.evil.example/",
            "GET, /routes/x/enable, Referer, http://127.0.0.1:1/",
            "POST, /sinks, Referer, http://evil.example/?127.0.0.1",
            "PUT, /sinks/x, Origin, null",
            "DELETE, /sinks/x, Sec-Fetch-Site, cross-site",
            "GET, /sinks/x/volume/1, Accept-Language, de", // a page can hold back the Referer, but not the language
            "POST, /sinks, Accept-Language, ''",
        })
        void cannotChangeAnything(String method, String path, String header, String value) throws Exception {
            HttpResponse<String> refused =
                    server.send(method, path, method.startsWith("P") ? "{}" : null, header, value);

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(json(refused).get("code").asText()).isEqualTo("cross_site");
        }

        @Test
        void isNotWhatTheOwnPageComesFrom() throws Exception {
            String own = "http://127.0.0.1:" + server.plane.port();

            assertThat(code("Referer", own + "/site/")).isEqualTo(NOT_THERE);
            assertThat(code("Origin", own)).isEqualTo(NOT_THERE);
            assertThat(code("Origin", own, "Accept-Language", "de")).isEqualTo(NOT_THERE);
            assertThat(code("Origin", "https://music.example", "X-Forwarded-Host", "music.example"))
                    .isEqualTo(NOT_THERE);
        }

        @Test
        void isNotWhatProgramsComeFrom() throws Exception {
            assertThat(code("User-Agent", "curl/8.5.0", "Accept", "*/*")).isEqualTo(NOT_THERE);
            assertThat(code("User-Agent", "HomeAssistant/2025.1 aiohttp/3.11", "Accept-Encoding", "gzip"))
                    .isEqualTo(NOT_THERE);
            assertThat(code("User-Agent", "node", "Accept-Language", "*", "Sec-Fetch-Mode", "cors"))
                    .isEqualTo(NOT_THERE);
        }

        private String code(String... headers) throws Exception {
            return json(server.get("/sinks/x/enable", headers)).get("code").asText();
        }
    }

    @Nested
    class AnotherName {
        @ParameterizedTest
        @CsvSource({
            "evil.example, Accept-Language, de",
            "evil.example:8443, Accept-Language, de",
            "127.0.0.1.evil.example, Accept-Language, de",
            "music.example.evil.example, Accept-Language, ''",
            "local, Accept-Language, de",
            "evil.example, Origin, http://evil.example",
            "evil.example, Referer, http://evil.example/",
            "evil.example, Sec-Fetch-Site, same-origin",
        })
        void isRefusedToBrowsersAndTheSettingIsNamed(String host, String mark, String value) throws Exception {
            for (String path : new String[] {"/sinks", "/site/", "/api/stats"}) {
                HttpResponse<String> refused = server.get(path, "Host", host, mark, value);

                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(json(refused).get("code").asText()).isEqualTo("unknown_host");
                assertThat(json(refused).get("message").asText()).contains("'" + host + "'");
                assertThat(json(refused).get("key").asText()).isEqualTo("public_names");
                assertThat(json(refused).get("hint").asText()).contains("--public-names");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "127.0.0.1",
                    "192.168.1.5:8443",
                    "[::1]:8443",
                    "[fd00::5]",
                    "localhost",
                    "LOCALHOST:8443",
                    "a.localhost",
                    "antiphon.local",
                    "antiphon.local.:8443",
                    "music.example",
                    "other.example:443"
                })
        void isKnown(String host) throws Exception {
            assertThat(server.get("/sinks", "Host", host, "Accept-Language", "de")
                            .statusCode())
                    .isEqualTo(200);
        }

        @Test
        void mayBeTheMachinesOwn() throws Exception {
            String own = InetAddress.getLocalHost().getHostName();
            await().until(() -> server.get("/sinks", "Host", own + ":8443", "Accept-Language", "de")
                            .statusCode()
                    == 200);
        }

        @Test
        void isNothingToPrograms() throws Exception {
            assertThat(server.get("/sinks", "Host", "nas.lan:8443", "User-Agent", "aiohttp/3.11")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/sinks/x/enable", "Host", "nas.lan", "Accept-Encoding", "gzip, deflate")
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void isNothingWhereOneHasToLogIn() throws Exception {
            restart("auth", "login");
            assertThat(server.get("/api/session", "Host", "evil.example", "Accept-Language", "de")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
