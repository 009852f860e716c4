package io.antiphon.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.schema.JsonSchemas;
import io.antiphon.control.tuning.Tuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the tuning is made from its declarations; {@code -Dantiphon.rewrite=true} writes it anew. */
class TuningPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operate", "tuning.md");

    @Test
    void pageSaysWhatTheDeclarationsSay() throws IOException {
        if (Boolean.getBoolean("antiphon.rewrite")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/operate/tuning.md; ./mvnw test -pl app -am -Dtest=TuningPageTest"
                        + " -Dantiphon.rewrite=true -Dsurefire.failIfNoSpecifiedTests=false writes it anew")
                .isEqualTo(page());
    }

    private static String page() {
        String head = """
            # Tuning the engine while it runs

            `GET /api/settings` tells, `POST /api/settings` with any part changes:

            ```sh
            curl -k -b jar https://localhost:8443/api/settings -d '{"processor_tuning":{"normalization_target_rms":0.15}}'
            ```

            The keys and defaults are those of ScreamRouter, so that its clients read and write them as they did. A change holds at
            once, and is kept in `tuning.json` beside the configuration before it is answered. A value that is not allowed is 422
            with its key and what is allowed, and then nothing of the request is taken; keys that nobody knows are passed over.
            Only admins may change.

            `GET /api/settings/described` tells each key with what it does, its range, its default and its value, and beside them what the
            program was started with and from where. `POST /api/settings/check` takes what `POST /api/settings` takes, changes nothing and
            answers `allowed`, with `message` and `key` when it is not.

            **With all keys at their defaults the engine works as it was built.** Keys with a sentence act on this engine. The
            others steer parts that are built otherwise here, where nothing is to be tuned (stream clocks, queues, resampling), or
            that are not there yet (RTP, devices of this machine, sinks in step): they are checked, kept and told, and do
            nothing.

            Four keys (`late_packet_threshold_ms`, `target_buffer_level_ms`, `dc_filter_cutoff_hz`, `dither_noise_shaping_factor`) act only
            away from the default of ScreamRouter, since this engine works otherwise there, and better: with the least margin that holds,
            without a high-pass that takes away what is meant to be heard, with dither that is free of noise modulation. The default cannot both mean that and
            be a wish: ScreamRouter's page sends all keys whenever one of them is changed, and then every stream would play 20 ms later.
            Who wants what the default says asks for a hair beside it: `24.01`, `20.01`.
            """;
        return head
                + JsonSchemas.of(Tuning.class)
                        .path("properties")
                        .propertyStream()
                        .map(group -> group(group.getKey(), group.getValue()))
                        .collect(Collectors.joining());
    }

    private static String group(String name, JsonNode group) {
        String head = """

            ## %s

            | key | default | must be | what it does |
            |---|---|---|---|
            """.formatted(name);
        return head
                + group.path("properties")
                        .propertyStream()
                        .map(key -> row(key.getKey(), key.getValue()))
                        .collect(Collectors.joining());
    }

    private static String row(String key, JsonNode value) {
        String must = value.has("minimum")
                ? plain(value.path("minimum")) + " to " + plain(value.path("maximum"))
                : "true or false";
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        key,
                        plain(value.path("default")),
                        must,
                        value.path("description").asText("nothing"));
    }

    private static String plain(JsonNode value) {
        boolean whole = value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
        return whole ? Long.toString(value.longValue()) : value.asText();
    }
}
