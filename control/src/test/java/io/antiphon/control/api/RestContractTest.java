package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.ServerTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestContractTest extends ServerTest {
    private static final String KITCHEN = "{\"name\":\"Kitchen\",\"ip\":\"192.168.3.50\",\"bit_depth\":16}";

    @Test
    void aSinkGetsEveryDefaultOfTheSpecUnderItsWireName() throws Exception {
        assertThat(server.post("/sinks", "{\"name\":\"Living Room\",\"ip\":\"192.168.3.50\"}")
                        .body())
                .isEqualTo("true");

        JsonNode sink = json(server.get("/sinks")).get(0);
        String id = sink.get("config_id").asText();
        assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        String equalizer = "{\"name\":null,\"b1\":1.0,\"b2\":1.0,\"b3\":1.0,\"b4\":1.0,\"b5\":1.0,\"b6\":1.0,"
                + "\"b7\":1.0,\"b8\":1.0,\"b9\":1.0,\"b10\":1.0,\"b11\":1.0,\"b12\":1.0,\"b13\":1.0,\"b14\":1.0,"
                + "\"b15\":1.0,\"b16\":1.0,\"b17\":1.0,\"b18\":1.0,\"normalization_enabled\":false}";
        assertThat(sink.toString())
                .isEqualTo("{\"name\":\"Living Room\",\"ip\":\"192.168.3.50\",\"port\":4010,\"is_group\":false,"
                        + "\"enabled\":true,\"group_members\":[],\"volume\":1.0,\"bit_depth\":32,"
                        + "\"sample_rate\":48000,\"channels\":2,\"channel_layout\":\"stereo\",\"delay\":0,"
                        + "\"equalizer\":" + equalizer + ",\"timeshift\":0.0,\"speaker_layouts\":{},"
                        + "\"volume_normalization\":false,\"time_sync\":false,\"time_sync_delay\":0,"
                        + "\"config_id\":\"" + id + "\",\"use_tcp\":false,\"enable_mp3\":true,"
                        + "\"protocol\":\"scream\",\"sap_target_sink\":null,\"sap_target_host\":null,"
                        + "\"multi_device_mode\":false,\"rtp_receiver_mappings\":[]}");
    }

    @Test
    void aSourceAndARouteHaveTheFieldsOfTheSpec() throws Exception {
        server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.1\"}");
        server.post("/sinks", KITCHEN);
        server.post("/routes", "{\"name\":\"r\",\"source\":\"PC\",\"sink\":\"Kitchen\"}");

        assertThat(json(server.get("/sources")).get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "name",
                        "ip",
                        "tag",
                        "channels",
                        "sample_rate",
                        "bit_depth",
                        "is_group",
                        "enabled",
                        "group_members",
                        "volume",
                        "delay",
                        "equalizer",
                        "timeshift",
                        "speaker_layouts",
                        "vnc_ip",
                        "vnc_port",
                        "is_process",
                        "config_id");
        assertThat(json(server.get("/sources")).get(0).get("vnc_port").asText("?"))
                .isEmpty();
        assertThat(json(server.get("/routes")).get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "name",
                        "sink",
                        "source",
                        "enabled",
                        "volume",
                        "delay",
                        "equalizer",
                        "timeshift",
                        "speaker_layouts",
                        "config_id",
                        "remote_target");
    }

    @Nested
    class AChange {
        @BeforeEach
        void addSink() throws Exception {
            server.post("/sinks", KITCHEN);
        }

        @ParameterizedTest
        @CsvSource({
            "/sinks/Kitchen/volume/0.25, volume, 0.25",
            "/sinks/Kitchen/volume/0.25/, volume, 0.25",
            "/sinks/Kitchen/volume/3.1623, volume, 3.1623",
            "/sinks/Kitchen/disable/, enabled, false",
            "/sinks/Kitchen/delay/20, delay, 20",
            "/sinks/Kitchen/timeshift/1.5, timeshift, 1.5",
            "/sinks/Kitchen/volume_normalization/true, volume_normalization, true"
        })
        void byGetTurnsOneValueInBothSlashForms(String path, String key, String value) throws Exception {
            HttpResponse<String> response = server.get(path);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("true");
            assertThat(json(server.get("/sinks/")).get(0).get(key).asText()).isEqualTo(value);
        }

        @Test
        void byPutTouchesOnlyWhatIsGivenAndNeverTheIdentity() throws Exception {
            JsonNode before = json(server.get("/sinks/Kitchen"));

            assertThat(server.put("/sinks/Kitchen", "{\"name\":\"Bath\",\"config_id\":\"x\",\"unknown\":1}")
                            .body())
                    .isEqualTo("true");

            JsonNode after = json(server.get("/sinks/" + before.get("config_id").asText()));
            assertThat(after.get("name").asText()).isEqualTo("Bath");
            ((ObjectNode) before).put("name", "Bath");
            assertThat(after).isEqualTo(before);
        }

        @Test
        void isOnDiskWhenItIsAnswered() throws Exception {
            server.get("/sinks/Kitchen/volume/0.125");

            assertThat(Files.readString(home.resolve("config.yaml"))).contains("0.125");
        }

        @Test
        void ofANameGoesToGroupsAndRoutes() throws Exception {
            server.post("/sinks", "{\"name\":\"All\",\"is_group\":true,\"group_members\":[\"Kitchen\"]}");
            server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.1\"}");
            server.post("/routes", "{\"name\":\"r\",\"source\":\"PC\",\"sink\":\"Kitchen\"}");

            server.put("/sinks/Kitchen", "{\"name\":\"50% Küche\"}");

            assertThat(json(server.get("/sinks/All"))
                            .get("group_members")
                            .get(0)
                            .asText())
                    .isEqualTo("50% Küche");
            assertThat(json(server.get("/routes/r")).get("sink").asText()).isEqualTo("50% Küche");
            assertThat(server.get("/sinks/50%25%20K%C3%BCche/volume/0.5").statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    class ARefusal {
        @BeforeEach
        void addSink() throws Exception {
            server.post("/sinks", KITCHEN);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{'name':'a','ip':'1.2.3.4','volume':4} | volume",
                    "{'name':'a','ip':'1.2.3.4','volume':'loud'} | volume",
                    "{'name':'a','ip':'1.2.3.4','port':0} | port",
                    "{'name':'a','ip':'1.2.3.4','port':70000} | port",
                    "{'name':'a','ip':'300.1.1.1'} | ip",
                    "{'name':'a'} | ip",
                    "{'name':'a/b','ip':'1.2.3.4'} | name",
                    "{'name':'','ip':'1.2.3.4'} | name",
                    "{'ip':'1.2.3.4'} | name",
                    "{'name':'a','ip':'1.2.3.4','channels':9} | channels",
                    "{'name':'a','ip':'1.2.3.4','bit_depth':20} | bit_depth",
                    "{'name':'a','ip':'1.2.3.4','sample_rate':47999} | sample_rate",
                    "{'name':'a','ip':'1.2.3.4','channel_layout':'9.9'} | channel_layout",
                    "{'name':'a','ip':'1.2.3.4','equalizer':{'b3':2.5}} | equalizer.b3",
                    "{'name':'a','ip':'1.2.3.4','speaker_layouts':{'9':{}}} | speaker_layouts.9",
                    "{'name':'a','is_group':true,'group_members':['Kitchn']} | group_members",
                    "{'name':'a','is_group':true,'group_members':['a']} | group_members"
                })
        void ofABadSinkNamesItsKeyAndWhatIsAllowed(String body, String key) throws Exception {
            HttpResponse<String> response = server.post("/sinks", body.replace('\'', '"'));

            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(json(response).get("key").asText()).isEqualTo(key);
            assertThat(json(response).get("message").asText()).contains("must");
            assertThat(json(response).get("detail").get(0).get("loc").get(0).asText())
                    .isEqualTo("body");
            assertThat(json(server.get("/sinks"))).hasSize(1);
        }

        @Test
        void tellsAllProblemsAtOnce() throws Exception {
            HttpResponse<String> response =
                    server.post("/sinks", "{\"name\":\"\",\"ip\":\"1.2.3.4\",\"volume\":-1,\"delay\":1.5}");

            assertThat(json(response).get("detail")).hasSize(3);
        }

        @Test
        void ofAnUnknownNameOffersTheNearest() throws Exception {
            HttpResponse<String> response = server.get("/sinks/kitchn/volume/1");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(json(response).get("hint").asText()).contains("'Kitchen'");
            assertThat(response.body()).doesNotContain("at io.antiphon");
        }

        @Test
        void ofATakenNameIsAConflict() throws Exception {
            assertThat(server.post("/sinks", KITCHEN).statusCode()).isEqualTo(409);
        }

        @Test
        void ofDeletingWhatAnEnabledRouteNamesIsAConflict() throws Exception {
            server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.1\"}");
            server.post("/routes", "{\"name\":\"r\",\"source\":\"PC\",\"sink\":\"Kitchen\"}");

            HttpResponse<String> refused = server.delete("/sinks/Kitchen");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(json(refused).get("message").asText()).contains("'r'");

            server.get("/routes/r/disable");
            assertThat(server.delete("/sinks/Kitchen").statusCode()).isEqualTo(200);
            assertThat(json(server.get("/routes"))).isEmpty();
        }

        @Test
        void ofWhatIsNoJsonOrNoUtf8OrTooLargeIsNoFault() throws Exception {
            assertThat(server.post("/sinks", "{\"name\":").statusCode()).isEqualTo(400);
            assertThat(server.post("/sinks", "[1]").statusCode()).isEqualTo(422);
            assertThat(server.post("/sinks", "x".repeat(2 << 20)).statusCode()).isEqualTo(413);
            HttpRequest latin1 = HttpRequest.newBuilder(server.uri("/sinks"))
                    .POST(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xE4, '"'}))
                    .build();
            assertThat(server.client().send(latin1, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(400);
            assertThat(server.get("/nowhere").statusCode()).isEqualTo(404);
            assertThat(server.delete("/sinks").statusCode()).isEqualTo(405);
        }
    }

    @Nested
    class Listening {
        private static final String TYPE = "application/sdp; charset=utf-8";
        private static final String PIECE = "application/trickle-ice-sdpfrag";

        @BeforeEach
        void addSink() throws Exception {
            server.post("/sinks", KITCHEN);
        }

        @Test
        void goesThroughTheWholeLifeOfAListener() throws Exception {
            HttpResponse<String> joined = server.post("/api/whep/Kitchen", "v=0", "Content-Type", TYPE);
            assertThat(joined.statusCode()).isEqualTo(201);
            assertThat(joined.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/sdp");
            String location = joined.headers().firstValue("Location").orElseThrow();
            assertThat(location).startsWith("/api/whep/Kitchen/");

            assertThat(json(server.get(location + "/candidates")).toString())
                    .isEqualTo("[{\"candidate\":\"candidate:1 1 udp 1 127.0.0.1 9 typ host\",\"sdpMid\":\"0\"}]");
            assertThat(server.get(location + "/candidates").body()).isEqualTo("[]");
            assertThat(server.get("/api/whep/Kitchen/nobody/candidates").body()).isEqualTo("[]");
            assertThat(server.post(location, "").statusCode()).isEqualTo(204);
            String candidate = "{\"candidate\":\"candidate:1 1 udp 1 127.0.0.1 9 typ host\",\"sdpMid\":\"0\"}";
            assertThat(server.send("PATCH", location, candidate, "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(server.send("PATCH", location, "{}", "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(400);
            JsonNode listener = json(server.get("/api/stats")).at("/sink_stats/0/webrtc_listeners/0");
            assertThat(listener.get("connection_state").asText()).isEqualTo("connected");
            assertThat(listener.get("loss_percent").asDouble()).isEqualTo(25.0);
            assertThat(listener.get("jitter_ms").asDouble()).isEqualTo(1.5);
            assertThat(listener.get("round_trip_ms").asDouble()).isEqualTo(20.0);

            assertThat(server.delete(location).statusCode()).isEqualTo(204);
            assertThat(server.delete(location).statusCode()).isEqualTo(204);
            HttpResponse<String> gone = server.post(location, "");
            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.body()).isEqualTo("WebRTC session not found.");
        }

        @Test
        void iceIsTrickledAndRestartedByPiecesOfSdp() throws Exception {
            HttpResponse<String> joined = server.post("/api/whep/Kitchen", "v=0", "Content-Type", TYPE);
            String location = joined.headers().firstValue("Location").orElseThrow();
            String first = joined.headers().firstValue("ETag").orElseThrow();
            assertThat(joined.headers().firstValue("Accept-Patch").orElseThrow())
                    .contains(PIECE);
            server.get(location + "/candidates");

            String candidate = "a=mid:0\r\na=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\n";
            HttpResponse<String> trickled =
                    server.send("PATCH", location, candidate, "Content-Type", PIECE, "If-Match", first);
            assertThat(trickled.statusCode()).isEqualTo(204);

            String credentials = "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\n";
            HttpResponse<String> restarted =
                    server.send("PATCH", location, credentials, "Content-Type", PIECE, "If-Match", "*");
            assertThat(restarted.statusCode()).isEqualTo(200);
            assertThat(restarted.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith(PIECE);
            assertThat(restarted.body()).startsWith("a=ice-ufrag:ours2");
            assertThat(restarted.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(first);
            assertThat(json(server.get(location + "/candidates"))).hasSize(1);

            HttpResponse<String> late =
                    server.send("PATCH", location, candidate, "Content-Type", PIECE, "If-Match", first);
            assertThat(late.statusCode()).isEqualTo(412);
            assertThat(server.send("PATCH", location, "hello", "Content-Type", PIECE)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(server.send("PATCH", location, candidate, "Content-Type", "text/plain")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(server.send("PATCH", "/api/whep/Kitchen/nobody", candidate, "Content-Type", PIECE)
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void refusesWhatIsNoOffer() throws Exception {
            assertThat(server.post("/api/whep/Kitchen", "v=0", "Content-Type", "text/plain")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(server.post("/api/whep/Kitchen", "hello", "Content-Type", TYPE)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(server.post("/api/whep/Nowhere", "v=0", "Content-Type", TYPE)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void everyAnswerCarriesTheHeadersOfSafety() throws Exception {
        HttpResponse<String> response = server.get("/site/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(server.get("/").headers().firstValue("Location").orElseThrow())
                .endsWith("/site/");
        assertThat(server.get("/site/../config.yaml").statusCode()).isNotEqualTo(500);
    }

    @Test
    void systemAnswersInTheShapesOfTheSpec() throws Exception {
        server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.1\"}");

        assertThat(json(server.get("/api/system/info")).get("hostname").asText())
                .isNotEmpty();
        assertThat(json(server.get("/api/stats"))
                        .at("/stream_stats/10.0.0.1/counters/packets")
                        .asInt())
                .isEqualTo(7);
        for (int period = 0; period < 100; period++) {
            server.engine.renderPeriod();
        }
        JsonNode engine = json(server.get("/api/stats")).get("engine");
        assertThat(engine.at("/counters/xruns_stalled_edge").isNumber()).isTrue();
        assertThat(engine.at("/lateness_p999_us").isNumber()).isTrue();
        assertThat(engine.get("lateness").isArray()).isTrue();
        assertThat(engine.get("real_time").isArray()).isTrue();
        assertThat(engine.get("node_costs")
                        .valueStream()
                        .map(cost -> cost.get("node").asText()))
                .contains("stream:10.0.0.1");
        assertThat(engine.at("/node_costs/0/timed").asInt()).isPositive();
        JsonNode seen = json(server.get("/api/streams")).get(0);
        assertThat(seen.get("tag").asText()).isEqualTo("10.0.0.9");
        assertThat(seen.get("configured").asBoolean()).isFalse();
    }
}
