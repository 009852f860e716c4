package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.ServerTest;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException.Why;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ListenLimitsTest extends ServerTest {
    @Override
    protected String[] flags() {
        return new String[] {"max-listeners", "3", "max-listeners-per-address", "2"};
    }

    @BeforeEach
    void addSinks() throws Exception {
        server.post("/sinks", "{\"name\":\"a\",\"protocol\":\"web_receiver\"}");
        server.post("/sinks", "{\"name\":\"b\",\"protocol\":\"web_receiver\"}");
    }

    @Test
    void oneListenerTooManyOfAnAddressWaitsUntilOneHasLeft() throws Exception {
        String first = location(join("a", "127.0.0.1"));
        location(join("b", "127.0.0.1"));
        assertFull(join("a", "127.0.0.1"), "max_listeners_per_address", "2 browsers listen from 127.0.0.1");
        location(join("a", "127.0.0.2"));

        server.delete(first);
        location(join("a", "127.0.0.1"));
    }

    @Test
    void oneListenerTooManyInAllIsRefusedWhereverItComesFrom() throws Exception {
        for (int i = 1; i <= 3; i++) {
            location(join("a", "127.0.0." + i));
        }
        assertFull(join("b", "127.0.0.4"), "max_listeners", "3 browsers listen");
    }

    @Test
    void manyAtOnceDoNotSlipThrough() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(server.client().sendAsync(offer("a"), BodyHandlers.ofString()));
        }
        List<Integer> statuses = answers.stream()
                .map(answer -> answer.join().statusCode())
                .sorted()
                .toList();
        assertThat(statuses.subList(0, 2)).containsOnly(201);
        assertThat(statuses.subList(2, 20)).containsOnly(503);
    }

    @Test
    void anOfferThatWasRefusedTakesNoPlace() throws Exception {
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> refused = server.post("/api/whep/a", "hello", "Content-Type", "application/sdp");
            assertThat(refused.statusCode()).isEqualTo(400);
        }
        location(join("a", "127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_MANY_ENCODINGS, too_many_encodings, max_encodings_per_sink, 30",
        "NOBODY_CAN_LISTEN, nobody_can_listen, ,"
    })
    void whatATransportCannotServeIsUnavailable(Why why, String code, String key, String retryAfter) throws Exception {
        server.endpoints.unavailable = why;
        HttpResponse<String> refused = join("a", "127.0.0.1");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).get("code").asText()).isEqualTo(code);
        assertThat(json(refused).get("message").asText()).isEqualTo("nobody may: " + why);
        assertThat(json(refused).get("key").textValue()).isEqualTo(key);
        assertThat(refused.headers().firstValue("Retry-After").orElse(null)).isEqualTo(retryAfter);
    }

    private HttpRequest offer(String sink) {
        return HttpRequest.newBuilder(server.uri("/api/whep/" + sink))
                .header("Content-Type", "application/sdp")
                .POST(BodyPublishers.ofString("v=0"))
                .build();
    }

    private HttpResponse<String> join(String sink, String from) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(from))
                .build()) {
            return client.send(offer(sink), BodyHandlers.ofString());
        }
    }

    private static String location(HttpResponse<String> joined) {
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
        return joined.headers().firstValue("Location").orElseThrow();
    }

    private static void assertFull(HttpResponse<String> refused, String key, String who) throws Exception {
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(json(refused).get("code").asText()).isEqualTo("too_many_listeners");
        assertThat(json(refused).get("key").asText()).isEqualTo(key);
        assertThat(json(refused).get("message").asText()).startsWith(who);
        assertThat(json(refused).get("hint").asText()).contains(key.replace('_', '-'));
    }
}
