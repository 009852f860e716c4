package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.FakeHistories;
import io.antiphon.control.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeshiftExportTest {
    private static final int RATE = 48_000;
    private static final int PERIODS_A_SECOND = RATE / 128;

    @TempDir
    Path home;

    private final FakeHistories histories = new FakeHistories(30);
    private TestServer server;

    @BeforeEach
    void playSixSeconds() throws Exception {
        server = new TestServer(histories, home);
        server.post("/sources", "{\"name\":\"My PC\",\"ip\":\"10.0.0.1\",\"config_id\":\"pc-1\"}");
        server.post("/sources", "{\"name\":\"Quiet\",\"ip\":\"10.0.0.2\"}");
        server.post("/sources", "{\"name\":\"All\",\"is_group\":true,\"group_members\":[\"My PC\"]}");
        render(6 * PERIODS_A_SECOND);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatWasHeardComesAsPcmByTagNameAndIdentity() throws Exception {
        for (String called : List.of("10.0.0.1", "My%20PC", "pc-1")) {
            checkTwoSeconds(called);
        }
    }

    private void checkTwoSeconds(String called) throws Exception {
        HttpResponse<byte[]> answer = fetch("/api/timeshift/" + called + "?lookback_seconds=2");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "Content-Disposition")).startsWith("attachment");
        assertThat(header(answer, "X-Audio-Sample-Rate")).isEqualTo("48000");
        assertThat(header(answer, "X-Audio-Channels")).isEqualTo("2");
        assertThat(header(answer, "X-Audio-Bit-Depth")).isEqualTo("24");
        assertThat(Double.parseDouble(header(answer, "X-Audio-Duration-Seconds")))
                .isEqualTo(2);
        assertThat(Double.parseDouble(header(answer, "X-Audio-Lookback-Seconds")))
                .isEqualTo(2);
        assertThat(answer.body()).hasSize(2 * RATE * 6);
        byte[] body = answer.body();
        for (int at = 0; at < body.length; at += 3) {
            int low = Byte.toUnsignedInt(body[at]) | Byte.toUnsignedInt(body[at + 1]) << 8;
            assertThat((low | body[at + 2] << 16) / (double) (1 << 23)).isCloseTo(0.5, within(3e-7));
        }
    }

    @Test
    void agesAreThoseOfTheFirstAndTheLastFrame() throws Exception {
        server.clock.advance(Duration.ofMillis(7_500).toNanos());
        HttpResponse<byte[]> answer = fetch("/api/timeshift/pc-1?lookback_seconds=4");

        double onTheWay = 0.012; // the source says so
        assertThat(Double.parseDouble(header(answer, "X-Audio-Latest-Packet-Age-Seconds")))
                .isCloseTo(1.5 + onTheWay, within(1e-6));
        assertThat(Double.parseDouble(header(answer, "X-Audio-Earliest-Packet-Age-Seconds")))
                .isCloseTo(5.5 + onTheWay, within(1e-6));
    }

    @Test
    void withoutAWishTheLastFiveMinutesCome() throws Exception {
        HttpResponse<byte[]> answer = fetch("/api/timeshift/pc-1");

        assertThat(Double.parseDouble(header(answer, "X-Audio-Lookback-Seconds")))
                .isEqualTo(300);
        assertThat(Double.parseDouble(header(answer, "X-Audio-Duration-Seconds")))
                .isEqualTo(6);
    }

    @Test
    void aLookbackOutOfRangeIsRefusedWithItsKey() throws Exception {
        for (String lookback : List.of("0", "0.05", "600.1", "-1", "NaN", "Infinity", "soon", "")) {
            HttpResponse<String> answer = server.get("/api/timeshift/pc-1?lookback_seconds=" + lookback);

            assertThat(answer.statusCode()).as(lookback).isEqualTo(422);
            assertThat(json(answer).get("key").asText()).isEqualTo("lookback_seconds");
            assertThat(json(answer).get("message").asText()).contains("0.1").contains("600");
        }
    }

    @Test
    void aNameThatNoSourceHasIsNotFound() throws Exception {
        for (String called : List.of("nobody", "All", "pc-1x")) {
            HttpResponse<String> answer = server.get("/api/timeshift/" + called);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
            assertThat(json(answer).get("code").asText()).isEqualTo("not_found");
        }
    }

    @Test
    void aSourceOfWhichNothingIsKeptSaysSo() throws Exception {
        server.put("/sources/Quiet", "{\"enabled\":false}");
        HttpResponse<String> answer = server.get("/api/timeshift/Quiet");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("code").asText()).isEqualTo("nothing_kept");
    }

    @Test
    void whatIsGoneOnTheWayIsNotMadeUp() {
        histories.goneFrom = 4L * RATE;

        assertThatThrownBy(() -> fetch("/api/timeshift/pc-1")).isInstanceOf(IOException.class);
    }

    @Test
    void statsAndMetricsTellWhatIsKeptAndWhatTimeItIs() throws Exception {
        JsonNode stats = json(server.get("/api/stats"));
        assertThat(stats.at("/history/state").asText()).isEqualTo("kept");
        assertThat(stats.at("/history/streams").asInt()).isEqualTo(2);
        JsonNode source = stats.get("source_stats").get(0).get("history");
        assertThat(source.get("kept_seconds").asDouble()).isEqualTo(6);
        assertThat(source.at("/counters/kept_frames").asLong()).isEqualTo(6L * RATE);
        assertThat(stats.at("/engine/position_utc").asText()).endsWith("Z");
        assertThat(stats.at("/engine/utc_drift_ppm").isNumber()).isTrue();
        assertThat(server.get("/metrics").body())
                .contains("antiphon_source_history_seconds{id=\"pc-1\"} 6.0")
                .contains("antiphon_source_history_kept_frames_total{id=\"pc-1\"} 288000.0")
                .contains("antiphon_history_failing 0.0")
                .contains("antiphon_engine_position_utc_seconds")
                .contains("antiphon_engine_utc_drift_ratio");
        assertThat(json(server.get("/api/health")).get("history").asText()).isEqualTo("kept");
    }

    private void render(int periods) {
        for (int i = 0; i < periods; i++) {
            server.engine.renderPeriod();
        }
    }

    private HttpResponse<byte[]> fetch(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                .header("Accept-Encoding", "gzip")
                .build();
        return server.client().send(request, BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
