package io.antiphon.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of settings is made from their declarations; {@code -Dantiphon.rewrite=true} writes it anew. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operate", "settings.md");

    @Test
    void pageSaysWhatTheDeclarationsSay() throws IOException {
        if (Boolean.getBoolean("antiphon.rewrite")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/operate/settings.md; ./mvnw test -pl app -am -Dtest=SettingsPageTest"
                        + " -Dantiphon.rewrite=true -Dsurefire.failIfNoSpecifiedTests=false writes it anew")
                .isEqualTo(page());
    }

    private static String page() {
        String head = """
                # Settings

                Each is an option of `./antiphon run`, an environment variable, and a key under `settings:` in `config.yaml`.
                An option counts before a variable, that before the file, that before the default.

                ```yaml
                settings:
                  api_port: 9443
                  auth: none
                ```

                | option | variables | key | default | must be | what it is |
                |---|---|---|---|---|---|
                """;
        return head + Stream.of(Setting.values()).map(SettingsPageTest::row).collect(Collectors.joining());
    }

    private static String row(Setting setting) {
        String variables =
                setting.variables().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String defaultValue = setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
        return "| `--%s` | %s | `%s` | %s | %s | %s |%n"
                .formatted(
                        setting.flag(), variables, setting.key(), defaultValue, setting.allowed(), setting.sentence());
    }
}
