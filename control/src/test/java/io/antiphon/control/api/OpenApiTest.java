package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OpenApiTest extends ServerTest {
    @Test
    void everyCallOfTheServerIsDescribedWithItsParameters() throws Exception {
        JsonNode document = json(server.get("/openapi.json"));
        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        JsonNode paths = document.get("paths");
        for (String path :
                List.of("/sinks", "/sinks/{name}/volume/{value}", "/api/whep/{sink}", "/api/scenes/{name}/recall")) {
            assertThat(paths.has(path)).as(path).isTrue();
        }
        JsonNode turn = paths.get("/sinks/{name}/volume/{value}").get("get");
        assertThat(turn.get("parameters").findValuesAsText("name")).containsExactly("name", "value");
        assertThat(paths.get("/sinks/{name}")
                        .get("put")
                        .at("/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Sink");
    }

    @Test
    void callsHaveASummaryAndNoSummaryIsOfACallThatIsGone() throws Exception {
        JsonNode paths = json(server.get("/openapi.json")).get("paths");
        for (String call : CallSummaries.all().keySet()) {
            String[] parts = call.split(" ", 2);
            JsonNode described = paths.path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
            assertThat(described.path("summary").asText())
                    .as(call)
                    .isEqualTo(CallSummaries.all().get(call));
        }
        assertThat(paths.has("/docs") || paths.has("/redoc")).isFalse();
        assertThat(paths.at("/~1site/get/tags/0").asText()).isEqualTo("pages");
        assertThat(paths.at("/~1sinks/get/parameters/0/name").asText()).isEqualTo("include_temporary");
    }

    @Test
    void settingsAreDescribedWithWhatEachDoes() throws Exception {
        JsonNode document = json(server.get("/openapi.json"));
        JsonNode cutoff =
                document.at("/components/schemas/Settings/properties/processor_tuning/properties/dc_filter_cutoff_hz");
        assertThat(cutoff.path("maximum").asInt()).isEqualTo(200);
        assertThat(cutoff.path("description").asText()).contains("high-pass");
        assertThat(document.at("/paths/~1api~1settings/post/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Settings");
    }

    @Test
    void schemasSayWhatIsAllowedAndEveryReferenceLeadsSomewhere() throws Exception {
        JsonNode document = json(server.get("/openapi.json"));
        JsonNode sink = document.at("/components/schemas/Sink/properties");
        assertThat(sink.at("/delay/maximum").asInt()).isEqualTo(5000);
        assertThat(sink.at("/bit_depth/enum")).hasSize(3);
        assertThat(sink.at("/equalizer/properties/b1/maximum").asInt()).isEqualTo(2);
        assertThat(sink.at("/speaker_layouts/additionalProperties/properties/auto_mode/type")
                        .asText())
                .isEqualTo("boolean");
        List<String> dangling = new ArrayList<>();
        document.findValuesAsText("$ref").stream()
                .filter(reference -> document.at(reference.substring(1)).isMissingNode())
                .forEach(dangling::add);
        assertThat(dangling).isEmpty();
    }
}
