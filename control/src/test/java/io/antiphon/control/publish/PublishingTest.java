package io.antiphon.control.publish;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing by WHIP, with a provider that takes everybody. */
class PublishingTest {
    private static final String[] SDP = {"Content-Type", "application/sdp"};

    @TempDir
    Path home;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home, "max-publishers", "2");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aNewNameBecomesASourceThatStaysWhenItsPublisherLeaves() throws Exception {
        HttpResponse<String> answer = publish("Stage%20left", 201);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/sdp");
        assertThat(answer.body()).startsWith("v=0");
        assertThat(tags()).containsExactly(Map.entry("Stage left", "whip:Stage left"));
        String place = answer.headers().firstValue("Location").orElseThrow();
        assertThat(place).startsWith("/api/whip/Stage%20left/");

        assertThat(server.delete(place).statusCode()).isEqualTo(200);
        assertThat(server.endpoints.publishers).isEmpty();
        assertThat(tags()).containsOnlyKeys("Stage left");
        assertThat(server.delete(place).statusCode()).isEqualTo(200);

        publish("Stage%20left", 201);
        assertThat(tags()).hasSize(1);
    }

    @Test
    void aRenamedSourceIsPublishedUnderItsNewName() throws Exception {
        publish("Mic", 201);
        assertThat(server.put("/sources/Mic", "{\"name\":\"Desk\"}").statusCode())
                .isEqualTo(200);
        publish("Desk", 201);
        assertThat(tags()).containsExactly(Map.entry("Desk", "whip:Mic"));
        assertThat(server.endpoints.publishers).containsOnlyKeys("whip:Mic");
    }

    @Test
    void aPublisherGoesWithItsSource() throws Exception {
        publish("Mic", 201);
        assertThat(server.delete("/sources/Mic").statusCode()).isEqualTo(200);
        assertThat(server.endpoints.publishers).isEmpty();
    }

    @Test
    void aSourceOfAnotherKindIsNotTaken() throws Exception {
        server.post("/sources", "{\"name\":\"PC\",\"ip\":\"10.0.0.7\"}");
        server.post("/sources", "{\"name\":\"All\",\"is_group\":true,\"group_members\":[\"PC\"]}");
        for (String name : new String[] {"PC", "All"}) {
            JsonNode refusal = json(publish(name, 409));
            assertThat(refusal.get("code").asText()).isEqualTo("not_published");
            assertThat(refusal.get("hint").asText()).contains("whip:" + name);
        }
        assertThat(server.endpoints.publishers).isEmpty();
    }

    @Test
    void anOfferOrANameThatIsNoneMakesNoSource() throws Exception {
        assertThat(server.post("/api/whip/Mic", "hello", SDP).statusCode()).isEqualTo(400);
        publish("%20", 422);
        assertThat(tags()).isEmpty();
        assertThat(server.endpoints.publishers).isEmpty();
    }

    @Test
    void whoComesBackTakesTheSourceOverAndOnlyAStrangerCanBeTooMany() throws Exception {
        publish("One", 201);
        publish("Two", 201);
        assertThat(json(publish("Three", 503)).get("code").asText()).isEqualTo("too_many_publishers");
        String second = publish("Two", 201).headers().firstValue("Location").orElseThrow();
        assertThat(server.endpoints.publishers.values()).anyMatch(publisher -> second.endsWith(publisher.id()));
        server.delete(second);
        publish("Three", 201);
    }

    @Test
    void piecesOfSdpAreTakenAndARestartIsAnswered() throws Exception {
        HttpResponse<String> answer = publish("Mic", 201);
        String place = answer.headers().firstValue("Location").orElseThrow();
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        String candidates = "a=ice-ufrag:EsAw\r\nm=audio 9 RTP/AVP 0\r\na=candidate:1 1 udp 1 ::1 9 typ host\r\n";
        assertThat(change(place, candidates, tag).statusCode()).isEqualTo(204);
        assertThat(server.endpoints.candidates).containsExactly(candidates);
        HttpResponse<String> restarted = change(place, "a=ice-ufrag:x\r\na=ice-pwd:y\r\n", "*");
        assertThat(restarted.statusCode()).isEqualTo(200);
        assertThat(restarted.body()).isEqualTo("a=ice-ufrag:new");
        assertThat(json(change(place, candidates, "\"other\"")).get("code").asText())
                .isEqualTo("restarted");
        assertThat(json(change(place, "nothing", tag)).get("code").asText()).isEqualTo("bad_fragment");
        server.delete(place);
        assertThat(change(place, candidates, tag).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> change(String place, String fragment, String tag) throws Exception {
        return server.send(
                "PATCH", place, fragment, "Content-Type", "application/trickle-ice-sdpfrag", "If-Match", tag);
    }

    private HttpResponse<String> publish(String name, int status) throws Exception {
        HttpResponse<String> answer = server.post("/api/whip/" + name, "v=0", SDP);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private Map<String, String> tags() throws Exception {
        return StreamSupport.stream(json(server.get("/sources")).spliterator(), false)
                .filter(source -> source.path("tag").asText().startsWith("whip:"))
                .collect(java.util.stream.Collectors.toMap(
                        source -> source.get("name").asText(),
                        source -> source.get("tag").asText()));
    }
}
