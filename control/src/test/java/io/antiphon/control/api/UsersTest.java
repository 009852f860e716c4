package io.antiphon.control.api;

import static io.antiphon.control.TestServer.cookie;
import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.ServerTest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersTest extends ServerTest {
    private static final String PASSWORD = "correct horse";

    private String admin;

    @Override
    protected String[] flags() {
        return new String[] {"auth", "login"};
    }

    @BeforeEach
    void logIn() throws Exception {
        admin = server.logInByLink();
    }

    @Test
    void userLogsInByPasswordAndIsKnownByName() throws Exception {
        HttpResponse<String> made = add("Anna", "operator");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).isEqualTo("{\"name\":\"Anna\",\"role\":\"operator\"}");
        String anna = cookie(login("Anna", PASSWORD));

        assertThat(server.get("/api/session", "Cookie", anna).body())
                .isEqualTo("{\"auth\":\"login\",\"signed_in\":true,\"user\":\"Anna\",\"role\":\"operator\"}");
        JsonNode users = json(server.get("/api/users", "Cookie", admin));
        assertThat(users.get(0).fieldNames()).toIterable().containsExactly("name", "role", "created");
    }

    @Test
    void passwordIsKeptAsAHashThatOnlyTheOwnerCanRead() throws Exception {
        add("Anna", "operator");

        Path file = home.resolve("users.json");
        assertThat(Files.readString(file))
                .contains("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain(PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        restart(flags());
        assertThat(login("Anna", PASSWORD).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"Anna, wrong password", "Berta, correct horse", "'', ''", "login link, x"})
    void wrongNameAndWrongPasswordAreToldAlike(String user, String password) throws Exception {
        add("Anna", "operator");

        HttpResponse<String> refused = login(user, password);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).get("code").asText()).isEqualTo("bad_login");
        assertThat(json(refused).get("message").asText()).isEqualTo("name or password is wrong");
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void anotherRoleHoldsAtOnceAndAnotherPasswordEndsTheSessions() throws Exception {
        add("Anna", "listener");
        String anna = cookie(login("Anna", PASSWORD));
        assertThat(server.get("/sinks/x/enable", "Cookie", anna).statusCode()).isEqualTo(403);

        assertThat(put("/api/users/Anna", "{\"role\":\"operator\"}", admin).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/sinks/x/enable", "Cookie", anna).statusCode()).isEqualTo(404);

        put("/api/users/Anna", "{\"password\":\"another horse\"}", admin);
        assertThat(server.get("/sinks", "Cookie", anna).statusCode()).isEqualTo(401);
        assertThat(login("Anna", PASSWORD).statusCode()).isEqualTo(403);
        anna = cookie(login("Anna", "another horse"));

        server.send("DELETE", "/api/users/Anna", null, "Cookie", admin);
        assertThat(server.get("/sinks", "Cookie", anna).statusCode()).isEqualTo(401);
        assertThat(login("Anna", "another horse").statusCode()).isEqualTo(403);
    }

    @Test
    void everybodyChangesTheOwnPasswordByTheOldOne() throws Exception {
        add("Anna", "listener");
        String anna = cookie(login("Anna", PASSWORD));
        String wish = "{\"old_password\":\"%s\",\"password\":\"another horse\"}";

        assertThat(server.post("/api/password", wish.formatted("wrong"), "Cookie", anna)
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> changed = server.post("/api/password", wish.formatted(PASSWORD), "Cookie", anna);

        assertThat(changed.body()).isEqualTo("true");
        assertThat(server.get("/sinks", "Cookie", anna).statusCode()).isEqualTo(401);
        assertThat(server.get("/sinks", "Cookie", cookie(changed)).statusCode()).isEqualTo(200);
        assertThat(server.post("/api/password", wish.formatted(PASSWORD), "Cookie", admin)
                        .statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/users, '{\"name\":\"a/b\",\"password\":\"12345678\",\"role\":\"admin\"}', 422, name",
        "POST, /api/users, '{\"name\":\"a\",\"password\":\"1234567\",\"role\":\"admin\"}', 422, password",
        "POST, /api/users, '{\"name\":\"a\",\"password\":\"12345678\",\"role\":\"king\"}', 422, role",
        "POST, /api/users, '{\"name\":\"a\",\"password\":12345678,\"role\":\"admin\"}', 422, password",
        "POST, /api/users, '{\"name\":\"Anna\",\"password\":\"12345678\",\"role\":\"admin\"}', 409, name",
        "PUT, /api/users/Berta, '{\"role\":\"admin\"}', 404, name",
        "PUT, /api/users/Anna, '{\"role\":null}', 422, role",
        "DELETE, /api/users/Berta, , 404, name",
        "POST, /api/tokens, '{\"name\":\"t\",\"scopes\":[\"sinks:read\",\"sinks:burn\"]}', 422, scopes.1",
        "POST, /api/tokens, '{\"name\":\"t\",\"scopes\":\"sinks:read\"}', 422, scopes",
        "POST, /api/tokens, '{\"name\":\"t\",\"role\":\"king\"}', 422, role",
        "GET, /api/audit?limit=0, , 422, limit",
        "GET, /api/audit?limit=x, , 422, limit",
    })
    void wrongInputChangesNothingAndSaysWhere(String method, String path, String body, int status, String key)
            throws Exception {
        add("Anna", "operator");
        String before = server.get("/api/users", "Cookie", admin).body();

        HttpResponse<String> refused = server.send(method, path, body, "Cookie", admin);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(json(refused).fieldNames()).toIterable().contains("error", "code", "message", "key", "hint");
        assertThat(json(refused).get("key").asText()).isEqualTo(key);
        assertThat(server.get("/api/users", "Cookie", admin).body()).isEqualTo(before);
    }

    @Nested
    class Permission {
        @ParameterizedTest
        @CsvSource({
            // method, path, role, what is missing
            "GET, /sinks/x/volume/1, listener, sinks:change",
            "POST, /sources, listener, sources:change",
            "DELETE, /routes/x, listener, routes:change",
            "GET, /api/logs, listener, logs:read",
            "PUT, /api/logs/levels/all, operator, logs:change",
            "GET, /api/users, operator, users:read",
            "POST, /api/tokens, operator, users:change",
            "GET, /api/audit, operator, users:read",
            "POST, /api/settings, operator, settings:change",
            "POST, /api/some/day, operator, system:change",
        })
        void thatARoleHasNotIsNamed(String method, String path, String role, String missing) throws Exception {
            add("Anna", role);
            String anna = cookie(login("Anna", PASSWORD));

            HttpResponse<String> refused =
                    server.send(method, path, method.startsWith("P") ? "{}" : null, "Cookie", anna);

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(json(refused).get("code").asText()).isEqualTo("not_allowed_to");
            assertThat(json(refused).get("message").asText()).endsWith(missing);
            assertThat(json(refused).get("error").asText()).isNotEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "GET, /sinks, listener, 200",
            "GET, /api/stats, listener, 200",
            "POST, /api/whep/x, listener, 415", // there is no offer in it
            "POST, /api/logout, listener, 200",
            "GET, /sinks/x/volume/1/, operator, 404",
            "GET, /api/logs, operator, 200",
            "GET, /api/users, admin, 200",
            "GET, /api/audit, admin, 200",
        })
        void thatARoleHasLetsThrough(String method, String path, String role, int status) throws Exception {
            add("Anna", role);
            String anna = cookie(login("Anna", PASSWORD));

            assertThat(server.send(method, path, null, "Cookie", anna).statusCode())
                    .isEqualTo(status);
        }

        @Test
        void ofATokenIsWhatItsRoleAndItsScopesBothHave() throws Exception {
            String body = "{\"name\":\"t\",\"role\":\"listener\",\"scopes\":[\"sinks:*\",\"*:listen\"]}";
            String bearer = token(body);

            assertThat(status("/sinks", bearer)).isEqualTo(200);
            assertThat(status("/sources", bearer)).isEqualTo(403);
            assertThat(status("/sinks/x/enable", bearer)).isEqualTo(403);
            assertThat(server.post("/api/whep/x", "", "Authorization", bearer).statusCode())
                    .isEqualTo(415);
            assertThat(json(server.get("/api/tokens", "Cookie", admin)).get(0).get("scopes"))
                    .hasSize(2);
            restart(flags());
            assertThat(status("/sinks", bearer)).isEqualTo(200);
            assertThat(status("/sources", bearer)).isEqualTo(403);
        }

        @Test
        void ofATokenForManyChangesIsThatForEachOfTheirKinds() throws Exception {
            String body = "{\"name\":\"t\",\"role\":\"operator\",\"scopes\":[\"routes:change\"]}";
            String bearer = token(body);
            String deletion = "{\"changes\":[{\"kind\":\"%s\",\"name\":\"x\",\"delete\":true}]}";

            assertThat(server.post("/api/changes", deletion.formatted("routes"), "Authorization", bearer)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(server.post("/api/changes", deletion.formatted("sinks"), "Authorization", bearer)
                            .statusCode())
                    .isEqualTo(403);
        }

        @Test
        void ofATokenThatSaysNothingIsThatOfAnOperator() throws Exception {
            String bearer = token("{\"name\":\"t\"}");

            assertThat(status("/sinks/x/enable", bearer)).isEqualTo(404);
            assertThat(status("/api/users", bearer)).isEqualTo(403);
        }

        private String token(String body) throws Exception {
            return "Bearer "
                    + json(server.post("/api/tokens", body, "Cookie", admin))
                            .get("token")
                            .asText();
        }

        private int status(String path, String bearer) throws Exception {
            return server.get(path, "Authorization", bearer).statusCode();
        }
    }

    @Test
    void noAnswerLetsAPageOfAnotherSiteReadIt() throws Exception {
        HttpResponse<String> response = server.get("/sinks", "Cookie", admin, "Origin", "https://evil.example");

        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-allow"));
    }

    private HttpResponse<String> add(String name, String role) throws Exception {
        String body = "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\",\"role\":\"" + role + "\"}";
        return server.post("/api/users", body, "Cookie", admin);
    }

    private HttpResponse<String> put(String path, String body, String cookie) throws Exception {
        return server.send("PUT", path, body, "Cookie", cookie);
    }

    private HttpResponse<String> login(String user, String password) throws Exception {
        return server.post("/api/login", credentials(user, password));
    }

    private static String credentials(String user, String password) {
        return "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}";
    }
}
