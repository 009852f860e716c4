package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

/** The page's types are made of a file when the page is built; it says what the server says. */
class ApiSchemasTest extends ServerTest {
    private static final Path FILE = Path.of("../docs/api-schemas.json");
    private static final String REWRITE = "antiphon.rewrite";

    @Test
    void theFileThatThePageIsBuiltWithIsWhatTheServerDescribes() throws IOException {
        ObjectNode schemas = OpenApi.schemas();
        schemas.remove("Settings"); // the page reads what there is to set from the server that it runs on
        String now = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schemas) + "\n";
        if (Boolean.getBoolean(REWRITE)) {
            Files.writeString(FILE, now);
        }
        assertThat(Files.readString(FILE))
                .as("%s; ./mvnw test -pl control -am -Dtest=ApiSchemasTest -D%s=true writes it anew", FILE, REWRITE)
                .isEqualTo(now);
    }

    @Test
    void theSessionHasExactlyWhatIsDescribed() throws Exception {
        JsonNode session = json(server.get("/api/session"));
        Iterable<String> described =
                () -> fieldNames(OpenApi.schemas().path("Session").path("properties"));
        assertThat(session.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(described);
    }

    private static Iterator<String> fieldNames(JsonNode object) {
        return object.fieldNames();
    }
}
