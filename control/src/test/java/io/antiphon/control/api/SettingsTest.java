package io.antiphon.control.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.FakeEndpoints.FakeSink;
import io.antiphon.control.ServerTest;
import io.antiphon.control.TestServer;
import io.antiphon.control.schema.Json;
import io.antiphon.engine.dsp.Dither;
import io.antiphon.engine.endpoint.PlayoutTuning;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ancestors' settings: kept, checked, and turning the engine where it has what they turn. */
class SettingsTest extends ServerTest {
    @Nested
    class Document {
        @Test
        void groupsAndDefaultsAreTheAncestors() throws Exception {
            JsonNode all = TestServer.json(server.get("/api/settings"));

            assertThat(all.propertyStream().map(group -> group.getKey()))
                    .containsExactlyInAnyOrder(
                            "timeshift_tuning",
                            "mixer_tuning",
                            "source_processor_tuning",
                            "processor_tuning",
                            "synchronization",
                            "synchronization_tuning",
                            "rtp_receiver_tuning",
                            "system_audio_tuning");
            assertThat(all.at("/timeshift_tuning/target_buffer_level_ms").doubleValue())
                    .isEqualTo(24);
            assertThat(all.at("/timeshift_tuning/rtp_session_reset_threshold_seconds")
                            .doubleValue())
                    .isEqualTo(0.2);
            assertThat(all.at("/mixer_tuning/mp3_bitrate_kbps").intValue()).isEqualTo(384);
            assertThat(all.at("/processor_tuning/volume_smoothing_factor").doubleValue())
                    .isEqualTo(0.005);
            assertThat(all.at("/system_audio_tuning/alsa_latency_rate_limit_ms_per_sec")
                            .doubleValue())
                    .isEqualTo(8);
            assertThat(all.at("/system_audio_tuning/alsa_dynamic_latency_enabled")
                            .booleanValue())
                    .isTrue();
            assertThat(all.path("system_audio_tuning").size()).isEqualTo(14);
        }

        @Test
        void eachIsDescribedWithWhatItDoesAndWhatItIsNow() throws Exception {
            post("{\"mixer_tuning\":{\"mp3_bitrate_kbps\":192}}");
            JsonNode described = TestServer.json(server.get("/api/settings/described"));

            assertThat(described.get("tuning")).hasSize(59);
            JsonNode mp3 = described
                    .get("tuning")
                    .valueStream()
                    .filter(key -> key.get("key").asText().equals("mp3_bitrate_kbps"))
                    .findFirst()
                    .orElseThrow();
            assertThat(mp3.get("meaning").asText()).startsWith("Bit rate of MP3");
            assertThat(mp3.get("value").asInt()).isEqualTo(192);
            assertThat(mp3.get("default").asInt()).isEqualTo(384);
            assertThat(mp3.get("min").asInt()).isEqualTo(8);
            assertThat(mp3.get("whole").asBoolean()).isTrue();
            assertThat(described.get("tuning").findValues("meaning").stream()
                            .filter(meaning -> !meaning.isNull())
                            .count())
                    .isEqualTo(9);
            JsonNode auth = described
                    .get("program")
                    .valueStream()
                    .filter(setting -> setting.get("option").asText().equals("auth"))
                    .findFirst()
                    .orElseThrow();
            assertThat(auth.get("value").asText()).isEqualTo("none");
            assertThat(auth.get("default").asText()).isEqualTo("login");
            assertThat(auth.get("from").asText()).isEqualTo("--auth");
        }

        @Test
        void aCheckSaysWhatWouldBeRefusedAndChangesNothing() throws Exception {
            String before = server.get("/api/settings").body();
            String bad = "{\"mixer_tuning\":{\"mp3_bitrate_kbps\":7}}";
            JsonNode refused = TestServer.json(server.post("/api/settings/check", bad));
            JsonNode allowed = TestServer.json(server.post("/api/settings/check", bad.replace("7", "64")));

            assertThat(refused.get("allowed").asBoolean()).isFalse();
            assertThat(refused.get("key").asText()).isEqualTo("mixer_tuning.mp3_bitrate_kbps");
            assertThat(allowed.get("allowed").asBoolean()).isTrue();
            assertThat(server.get("/api/settings").body()).isEqualTo(before);
        }

        @Test
        void aPartIsMergedAndSurvivesARestart() throws Exception {
            HttpResponse<String> answer = post("""
                    {"mixer_tuning":{"mp3_bitrate_kbps":192},"processor_tuning":{"normalization_target_rms":null}}""");

            assertThat(answer.body()).isEqualTo("{\"message\":\"Settings updated successfully\"}");
            restart();

            JsonNode all = TestServer.json(server.get("/api/settings"));
            assertThat(all.at("/mixer_tuning/mp3_bitrate_kbps").intValue()).isEqualTo(192);
            assertThat(all.at("/mixer_tuning/max_input_queue_chunks").intValue())
                    .isEqualTo(32);
            assertThat(Json.MAPPER.readTree(Files.readString(home.resolve("tuning.json"))))
                    .isEqualTo(Json.MAPPER.readTree("{\"mixer_tuning\":{\"mp3_bitrate_kbps\":192}}"));
        }

        @Test
        void unknownKeysAndGroupsArePassedOver() throws Exception {
            assertThat(post("{\"reanchor\":{\"x\":1},\"mixer_tuning\":{\"soft_clip\":2}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/api/settings").body()).doesNotContain("soft_clip", "reanchor");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {"processor_tuning":{"dc_filter_cutoff_hz":0}}       | processor_tuning.dc_filter_cutoff_hz     | from 1 to 200
                {"mixer_tuning":{"mp3_bitrate_kbps":9.5}}            | mixer_tuning.mp3_bitrate_kbps            | whole number
                {"mixer_tuning":{"mp3_vbr_enabled":"perhaps"}}       | mixer_tuning.mp3_vbr_enabled             | true or false
                {"timeshift_tuning":[]}                              | timeshift_tuning                         | an object
                {"system_audio_tuning":{"alsa_latency_min_ms":900}}  | system_audio_tuning.alsa_latency_min_ms  | alsa_latency_max_ms
                """)
        void whatIsNotAllowedIsRefusedWithKeyAndRange(String body, String key, String allowed) throws Exception {
            String before = server.get("/api/settings").body();

            HttpResponse<String> answer = post(body);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(TestServer.json(answer).path("key").asText()).isEqualTo(key);
            assertThat(TestServer.json(answer).path("message").asText()).contains(allowed);
            assertThat(server.get("/api/settings").body()).isEqualTo(before);
            assertThat(home.resolve("tuning.json")).doesNotExist();
        }

        @Test
        void oneWrongKeyKeepsAllOthersFromBeingTaken() throws Exception {
            post("{\"mixer_tuning\":{\"mp3_bitrate_kbps\":128,\"max_queued_chunks\":-1}}");

            assertThat(TestServer.json(server.get("/api/settings"))
                            .at("/mixer_tuning/mp3_bitrate_kbps")
                            .intValue())
                    .isEqualTo(384);
        }
    }

    @Nested
    class Effect {
        @BeforeEach
        void playASource() throws Exception {
            add("/sources", Json.object().put("name", "A").put("ip", "10.0.0.1"));
            add("/sinks", Json.object().put("name", "K").put("ip", "10.0.0.2").put("bit_depth", 16));
            add("/routes", Json.object().put("name", "R").put("source", "A").put("sink", "K"));
            render(20);
        }

        @Test
        void aCutoffBringsAFilterThatTakesTheOffsetAway() throws Exception {
            assertThat(sink().last).isEqualTo(0.5f);

            post("{\"processor_tuning\":{\"dc_filter_cutoff_hz\":30}}");
            render(400);

            assertThat(sink().last).isCloseTo(0, within(1e-3f));
        }

        @Test
        void volumesMoveSlowerWithASmallerFactor() throws Exception {
            post("{\"processor_tuning\":{\"volume_smoothing_factor\":0.0005}}");

            server.get("/sinks/K/volume/0");
            render(5120 / 128);
            float halfWay = sink().last;
            render(5120 / 128 + 1);

            assertThat(halfWay).isCloseTo(0.25f, within(0.01f));
            assertThat(sink().last).isZero();
        }

        @Test
        void openSinksAreToldTheDitherAndStreamsTheirMargin() throws Exception {
            assertThat(server.endpoints.dither).isEqualTo(Dither.TRIANGULAR);
            int opened = server.endpoints.sinks.size();

            post("""
                    {"processor_tuning":{"dither_noise_shaping_factor":0.5},
                     "timeshift_tuning":{"target_buffer_level_ms":40,"late_packet_threshold_ms":3}}""");

            assertThat(server.endpoints.dither).isEqualTo(Dither.SHAPED);
            assertThat(server.endpoints.sinks).as("none is opened anew").hasSize(opened);
            assertThat(sink().closed).isFalse();
            assertThat(server.endpoints.playout).isEqualTo(new PlayoutTuning.Wish(40.0, 3.0));
            post("{\"timeshift_tuning\":{\"target_buffer_level_ms\":24,\"late_packet_threshold_ms\":10}}");
            assertThat(server.endpoints.playout).isEqualTo(PlayoutTuning.Wish.USUAL);
        }

        @Test
        void aRestartBringsTheEffectBack() throws Exception {
            post("{\"processor_tuning\":{\"dc_filter_cutoff_hz\":30}}");
            restart();

            render(400);

            assertThat(sink().last).isCloseTo(0, within(1e-3f));
        }
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return server.post("/api/settings", body);
    }

    private void add(String path, ObjectNode body) throws IOException, InterruptedException {
        assertThat(server.post(path, body.toString()).statusCode()).isEqualTo(200);
    }

    private void render(int periods) {
        for (int i = 0; i < periods; i++) {
            server.engine.renderPeriod();
        }
    }

    private FakeSink sink() {
        return server.endpoints.sinks.getLast();
    }
}
