package io.antiphon.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckConfigCommandTest {
    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aRightFileGivesZeroAndStaysAsItIs() throws IOException {
        String text = "settings: {api_port: 9000}\nsinks:\n- {name: a, ip: 10.0.0.1}\n";
        Files.writeString(file(), text);

        assertThat(check("--home", home.toString())).isZero();
        assertThat(out.toString()).contains("0 sources, 1 sinks, 0 routes");
        assertThat(Files.readString(file())).isEqualTo(text);
        assertThat(home).isDirectoryNotContaining(path -> !path.equals(file()));
    }

    @Test
    void allThatIsWrongIsToldAtOnceWithItsPlace() throws IOException {
        Files.writeString(file(), """
                settings:
                  api_port: 99999
                sinks:
                - {name: a, ip: 10.0.0.1, volume: 9}
                routes:
                - {name: r, source: s, sink: a, delay: -1}
                """);

        assertThat(check(file().toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("api_port in the configuration file, line 2, column 13")
                .contains("line 4, column 35: sinks.0.volume")
                .contains("line 6, column 40: routes.0.delay");
    }

    @Test
    void aNameThatNobodyBearsIsToldWithItsPlace() throws IOException {
        Files.writeString(file(), "routes:\n- {name: r, source: s, sink: a}\n");

        assertThat(check(file().toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("line 2, column 21: routes.0.source")
                .contains("line 2, column 30");
    }

    @Test
    void aFileThatDoesNotParseGivesOne() throws IOException {
        Files.writeString(file(), "sinks: [\n");
        assertThat(check(file().toString())).isEqualTo(1);
        assertThat(err.toString()).containsOnlyOnce("line 2, column 1");
    }

    @Test
    void aFileThatIsNotThereGivesTwo() {
        assertThat(check(home.resolve("nothing.yaml").toString())).isEqualTo(2);
        assertThat(check("--unheard-of")).isEqualTo(2);
    }

    private int check(String... arguments) {
        return new CommandLine(new CheckConfigCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private Path file() {
        return home.resolve("config.yaml");
    }
}
