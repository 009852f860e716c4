package io.antiphon.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.model.Configuration;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When a file that a person edits counts as whole; time goes by in its time stamp. */
class ConfigurationFileTest {
    private static final String ONE = "sources:\n- {name: a, ip: 10.0.0.1, config_id: one}\n";
    private static final String BOTH = ONE + "- {name: b, ip: 10.0.0.2, config_id: two}\n";

    @TempDir
    Path folder;

    private Path path;
    private ConfigurationFile file;

    @BeforeEach
    void knowsTwoSources() throws Exception {
        path = folder.resolve("config.yaml");
        Files.writeString(path, BOTH);
        stoodStillFor(60_000);
        file = new ConfigurationFile(path);
        file.load();
    }

    @Test
    void oneThatStoodStillForALittleIsTaken() throws Exception {
        Files.writeString(path, BOTH + "mine: 1\n");
        stoodStillFor(100);
        assertThat(file.look()).isEqualTo(FileEdit.NONE);

        stoodStillFor(500);
        assertThat(file.look()).isInstanceOf(FileEdit.Taken.class);
    }

    @Test
    void oneWithFewerEntriesMustStandStillForLonger() throws Exception {
        Files.writeString(path, ONE);
        stoodStillFor(1_000);
        assertThat(file.look()).isEqualTo(FileEdit.NONE);

        stoodStillFor(3_000);
        assertThat(taken().sources()).hasSize(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneThatSomebodyHasOpenForWritingIsNotTakenHoweverLongThePause() throws Exception {
        try (BufferedWriter editor = Files.newBufferedWriter(path)) {
            editor.write(ONE);
            editor.flush();
            stoodStillFor(30_000);
            assertThat(file.look()).isEqualTo(FileEdit.NONE);

            editor.write(BOTH.substring(ONE.length()) + "- {name: c, ip: 10.0.0.3, config_id: three}\n");
        }
        stoodStillFor(500);
        assertThat(taken().sources()).hasSize(3);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void oneThatIsNeverClosedIsTakenInTheEnd() throws Exception {
        try (BufferedWriter forgotten = Files.newBufferedWriter(path)) {
            forgotten.write(ONE);
            forgotten.flush();
            stoodStillFor(61_000);

            assertThat(taken().sources()).hasSize(1);
        }
    }

    @Test
    void oneThatIsOnlyReadIsTaken() throws Exception {
        Files.writeString(path, BOTH + "mine: 1\n");
        stoodStillFor(500);
        try (var reader = Files.newBufferedReader(path)) {
            assertThat(reader.readLine()).isNotNull();
            assertThat(file.look()).isInstanceOf(FileEdit.Taken.class);
        }
    }

    private Configuration taken() throws IOException {
        FileEdit found = file.look();
        assertThat(found).isInstanceOf(FileEdit.Taken.class);
        return ((FileEdit.Taken) found).after();
    }

    private void stoodStillFor(long ms) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusMillis(ms)));
    }
}
