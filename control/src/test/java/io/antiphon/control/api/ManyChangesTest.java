package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.ServerTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ManyChangesTest extends ServerTest {
    @BeforeEach
    void furnish() throws Exception {
        server.post("/sources", "{\"name\":\"pc\",\"ip\":\"10.0.0.1\"}");
        server.post("/sinks", "{\"name\":\"hall\",\"ip\":\"10.0.0.2\"}");
        server.post("/routes", "{\"name\":\"r\",\"source\":\"pc\",\"sink\":\"hall\"}");
    }

    @Test
    void manyAreOneChangeAndOneUndo() throws Exception {
        String before = all();
        HttpResponse<String> answer = many("""
                {"kind":"sources","name":"pc","set":{"volume":0.5}},
                {"kind":"sinks","add":{"name":"bath","ip":"10.0.0.3"}},
                {"kind":"routes","add":{"name":"s","source":"pc","sink":"bath"}},
                {"kind":"routes","name":"r","delete":true},
                {"kind":"sinks","name":"hall","delete":true}
                """);
        assertThat(answer.body()).isEqualTo("true");
        assertThat(names("/sinks")).containsExactly("bath");
        assertThat(names("/routes")).containsExactly("s");
        assertThat(json(server.get("/sources/pc")).get("volume").asDouble()).isEqualTo(0.5);
        assertThat(json(server.get("/api/history")).get("undo")).hasSize(4);

        server.post("/api/undo", "");
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void noneIsMadeWhenOneIsRefusedAndItsPlaceIsNamed() throws Exception {
        String before = all();
        HttpResponse<String> answer = many("""
                {"kind":"sources","name":"pc","set":{"volume":0.5}},
                {"kind":"sinks","name":"hall","delete":true}
                """);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("key").asText()).isEqualTo("changes.1.name");
        assertThat(json(answer).get("code").asText()).isEqualTo("in_use");
        assertThat(all()).isEqualTo(before);
    }

    @Test
    void whatIsNoChangeIsRefused() throws Exception {
        for (String wrong : new String[] {
            "{\"kind\":\"doors\",\"name\":\"pc\",\"delete\":true}",
            "{\"kind\":\"sources\",\"name\":\"pc\"}",
            "{\"kind\":\"sources\",\"set\":{\"volume\":1}}",
            "{\"kind\":\"sources\",\"name\":\"pc\",\"set\":{\"volume\":1},\"delete\":true}",
            "{\"kind\":\"sources\",\"name\":\"pc\",\"more\":1}",
            "7",
            ""
        }) {
            assertThat(many(wrong).statusCode()).as(wrong).isEqualTo(422);
        }
        JsonNode refused = json(many("{\"kind\":\"sources\",\"name\":\"pc\",\"set\":{\"volume\":-1}}"));
        assertThat(refused.get("key").asText()).isEqualTo("changes.0.volume");
    }

    private HttpResponse<String> many(String changes) throws Exception {
        return server.post("/api/changes", "{\"changes\":[" + changes + "]}");
    }

    private List<String> names(String path) throws Exception {
        return json(server.get(path))
                .valueStream()
                .map(one -> one.path("name").asText())
                .toList();
    }

    private String all() throws Exception {
        return server.get("/sources").body()
                + server.get("/sinks").body()
                + server.get("/routes").body();
    }
}
