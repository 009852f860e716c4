package io.antiphon.control.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.FakeEndpoints;
import io.antiphon.control.api.rest.OneStreamApi;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.listen.OneStream;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.IceServer;
import io.antiphon.engine.endpoint.AudioCodec;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class OneStreamApiTest {
    private final FakeEndpoints endpoints = new FakeEndpoints();
    private final FakeStream stream =
            new FakeStream(endpoints.broadcastProvider().open("stream", () -> {}));
    private final ApiServer server = new ApiServer("127.0.0.1", 0, "port", new OneStreamApi(stream));
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws StartException {
        server.start();
    }

    @AfterEach
    void end() {
        server.close();
        http.close();
    }

    @Test
    void saysWhatItStreamsAndWhatItCould() throws Exception {
        assertThat(send("GET", "/api/stream", "").body())
                .isEqualTo("{\"source\":\"tone\",\"sources\":[{\"id\":\"tone\",\"name\":\"A tone\"},"
                        + "{\"id\":\"card\",\"name\":\"A card\"}],\"codecs\":[\"pcma\",\"opus\",\"pcmu\",\"g722\"],"
                        + "\"ice_servers\":[{\"urls\":\"stun:stun.example\"},{\"urls\":\"turn:turn.example\","
                        + "\"username\":\"anna\",\"credential\":\"secret\"}]}");
    }

    @Test
    void anotherSourceIsStreamedForAll() throws Exception {
        HttpResponse<String> changed = send("PUT", "/api/stream", "{\"source\":\"card\"}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(read(changed).path("source").asText()).isEqualTo("card");
        assertThat(stream.selected()).isEqualTo("card");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"source\":\"other\"} | 404 | unknown_source",
                "{\"source\":7}         | 422 | type",
                "{\"level\":\"loud\"}   | 422 | unknown_key",
                "{                      | 400 | bad_json",
            })
    void aSourceThatCannotBeStreamedIsRefusedWithASentence(String body, int status, String code) throws Exception {
        HttpResponse<String> refused = send("PUT", "/api/stream", body);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(read(refused).path("code").asText()).isEqualTo(code);
        assertThat(read(refused).path("message").asText()).isNotEmpty();
        assertThat(stream.selected()).isEqualTo("tone");
    }

    @Test
    void anOfferInJsonIsAnswered() throws Exception {
        HttpResponse<String> answered = send("POST", "/offer", "{\"sdp\":\"v=0\",\"type\":\"offer\"}");
        assertThat(answered.body()).isEqualTo("{\"sdp\":\"v=0\\r\\nanswer\",\"type\":\"answer\"}");
        assertThat(endpoints.broadcasts.getFirst().live).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sdp\":\"v=0\",\"type\":\"answer\"}  | 422 | type",
                "{\"sdp\":\"\",\"type\":\"offer\"}      | 400 | bad_offer",
                "{\"sdp\":\"hello\",\"type\":\"offer\"} | 400 | bad_offer",
            })
    void anOfferThatIsNoneIsRefused(String body, int status, String code) throws Exception {
        HttpResponse<String> refused = send("POST", "/offer", body);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(read(refused).path("code").asText()).isEqualTo(code);
        assertThat(endpoints.broadcasts.getFirst().live).isEmpty();
    }

    @Test
    void whepIsSpokenFromTheOfferToTheEnd() throws Exception {
        HttpResponse<String> joined = send("POST", "/whep", "v=0", "Content-Type", "application/sdp; charset=utf-8");
        assertThat(joined.statusCode()).isEqualTo(201);
        assertThat(joined.headers().allValues("Link"))
                .containsExactly(
                        "<stun:stun.example>; rel=\"ice-server\"",
                        "<turn:turn.example>; rel=\"ice-server\"; username=\"anna\"; credential=\"secret\";"
                                + " credential-type=\"password\"");
        String place = joined.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> restarted = send(
                "PATCH", place, "a=ice-ufrag:mine", "Content-Type", "application/trickle-ice-sdpfrag", "If-Match", "*");
        assertThat(restarted.statusCode()).isEqualTo(200);
        assertThat(restarted.body()).startsWith("a=ice-ufrag:ours");
        assertThat(send("POST", place, "").statusCode()).isEqualTo(204);
        assertThat(send("DELETE", place, "").statusCode()).isEqualTo(204);
        assertThat(send("POST", place, "").statusCode()).isEqualTo(404);
    }

    @Test
    void oneAddressTakes32SeatsAndOneThatIsFreeAgainIsGivenAway() throws Exception {
        String place = "";
        for (int i = 0; i < 32; i++) {
            HttpResponse<String> joined = send("POST", "/whep", "v=0", "Content-Type", "application/sdp");
            assertThat(joined.statusCode()).isEqualTo(201);
            place = joined.headers().firstValue("Location").orElseThrow();
        }
        HttpResponse<String> full = send("POST", "/whep", "v=0", "Content-Type", "application/sdp");
        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(full.headers().firstValue("Retry-After")).isPresent();
        assertThat(read(full).path("code").asText()).isEqualTo("too_many_listeners");
        send("DELETE", place, "");
        assertThat(send("POST", "/offer", "{\"sdp\":\"v=0\",\"type\":\"offer\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoCannotBeServedNowIsTold() throws Exception {
        endpoints.unavailable = UnavailableException.Why.TOO_MANY_ENCODINGS;
        assertThat(send("POST", "/offer", "{\"sdp\":\"v=0\",\"type\":\"offer\"}")
                        .statusCode())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/stream, Origin, http://evil.example",
        "POST, /offer, Sec-Fetch-Site, cross-site",
        "POST, /whep, Referer, http://evil.example/",
    })
    void thePageOfAnotherSiteCannotUseIt(String method, String path, String header, String value) throws Exception {
        HttpResponse<String> refused = send(method, path, "{\"source\":\"card\"}", header, value);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(read(refused).path("code").asText()).isEqualTo("cross_site");
        assertThat(stream.selected()).isEqualTo("tone");
    }

    @Test
    void thePageIsNotFramedAndTakesNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = send("GET", "/", "");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(send("GET", "/assets/none.js", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/assets/..%2f..%2fsecret", "").statusCode()).isIn(400, 404);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (List.of(headers).indexOf("Content-Type") < 0 && !body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return http.send(
                request.method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        return Json.MAPPER.readTree(response.body());
    }

    /** Two sources that can be chosen. */
    private static final class FakeStream implements OneStream {
        private final Broadcast broadcast;
        private volatile String selected = "tone";

        private FakeStream(Broadcast broadcast) {
            this.broadcast = broadcast;
        }

        @Override
        public List<Choice> sources() {
            return List.of(new Choice("tone", "A tone"), new Choice("card", "A card"));
        }

        @Override
        public String selected() {
            return selected;
        }

        @Override
        public void select(String id) throws ChangeRefused {
            if (sources().stream().noneMatch(choice -> choice.id().equals(id))) {
                throw new ChangeRefused(
                        ChangeRefused.Reason.UNKNOWN, Problem.of("unknown_source", "source", "there is no " + id));
            }
            selected = id;
        }

        @Override
        public AudioCodec preferredCodec() {
            return AudioCodec.PCMA;
        }

        @Override
        public List<IceServer> iceServers() {
            return List.of(
                    new IceServer("stun:stun.example", null, null),
                    new IceServer("turn:turn.example", "anna", "secret"));
        }

        @Override
        public Broadcast broadcast() {
            return broadcast;
        }
    }
}
