package io.antiphon.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.ServerTest;
import io.antiphon.control.settings.IceServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Players, also those on other sites, are told of the servers that help them through their networks. */
@Timeout(30)
class IceServersTest extends ServerTest {
    private static final String SITE = "https://radio.example";

    @Override
    protected String[] flags() {
        return new String[] {
            "ice-servers", "stun:stun.example:3478, turn:anna:secret@turn.example?transport=udp", "cors-origins", SITE
        };
    }

    @BeforeEach
    void addSink() throws Exception {
        server.post("/sinks", "{\"name\":\"a\",\"protocol\":\"web_receiver\"}");
    }

    @Test
    void anAnswerNamesThemAndAPageOfAnotherSiteMayReadIt() throws Exception {
        HttpResponse<String> joined =
                server.post("/api/whep/a", "v=0", "Content-Type", "application/sdp", "Origin", SITE);
        assertThat(joined.statusCode()).isEqualTo(201);
        assertLinks(joined);
        assertThat(joined.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SITE);
        assertThat(joined.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("Location", "Link", "ETag");
    }

    @Test
    void aPlayerMayAskBeforeItsOffer() throws Exception {
        HttpResponse<String> options = server.send("OPTIONS", "/api/whep/a", null);
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Accept-Post")).hasValue("application/sdp");
        assertLinks(options);
    }

    private static void assertLinks(HttpResponse<String> response) {
        assertThat(response.headers().allValues("Link"))
                .containsExactly(
                        "<stun:stun.example:3478>; rel=\"ice-server\"",
                        "<turn:turn.example?transport=udp>; rel=\"ice-server\"; username=\"anna\";"
                                + " credential=\"secret\"; credential-type=\"password\"");
    }

    @ParameterizedTest
    @CsvSource({
        "stun:192.0.2.1, stun:192.0.2.1, ,",
        "stuns:[2001:db8::1]:5349, stuns:[2001:db8::1]:5349, ,",
        "turn:1700000000:anna:pass+/=@t.example:3478, turn:t.example:3478, 1700000000:anna, pass+/=",
        "turns:a:b@t.example:443?transport=tcp, turns:t.example:443?transport=tcp, a, b",
    })
    void serversAreReadAsPlayersTakeThem(String text, String url, String user, String password) {
        assertThat(IceServer.parse(text)).contains(new IceServer(url, user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stun.example:3478",
                "stun:",
                "stun:a b",
                "turn:t.example",
                "turn:a@t.example",
                "turn:a:b@",
                "http://t.example",
                "turn:a:b@t.example?transport=sctp",
                "turn:a\":b@t.example"
            })
    void whatIsNoServerIsRefused(String text) {
        assertThat(IceServer.parse(text)).isEmpty();
    }
}
