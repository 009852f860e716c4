package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.ServerTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where users log in, none of them can take all the places. */
@Timeout(30)
class ListenersOfAUserTest extends ServerTest {
    @Override
    protected String[] flags() {
        return new String[] {"auth", "login", "max-listeners-per-user", "2"};
    }

    @Test
    void oneUserTooOftenIsRefusedAndAnotherIsNot() throws Exception {
        String admin = server.logInByLink();
        server.post("/sinks", "{\"name\":\"a\",\"protocol\":\"web_receiver\"}", "Cookie", admin);
        String token = json(server.post("/api/tokens", "{\"name\":\"wall\",\"role\":\"listener\"}", "Cookie", admin))
                .get("token")
                .asText();

        String first = join("Cookie", admin).headers().firstValue("Location").orElseThrow();
        assertThat(join("Cookie", admin).statusCode()).isEqualTo(201);
        HttpResponse<String> refused = join("Cookie", admin);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).get("code").asText()).isEqualTo("too_many_listeners");
        assertThat(json(refused).get("key").asText()).isEqualTo("max_listeners_per_user");
        assertThat(join("Authorization", "Bearer " + token).statusCode()).isEqualTo(201);

        server.send("DELETE", first, null, "Cookie", admin);
        assertThat(join("Cookie", admin).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> join(String header, String value) throws Exception {
        return server.post("/api/whep/a", "v=0", "Content-Type", "application/sdp", header, value);
    }
}
