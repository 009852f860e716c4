package io.antiphon.benchmarks.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RingStressTest {
    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void ringsShowNoForbiddenOutcome(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("jcstress.log");
        boolean passed = StressRun.run(10, folder, ProcessBuilder.Redirect.to(log.toFile()));
        assertThat(passed).as("jcstress says%n%s", Files.readString(log)).isTrue();
        assertThat(Files.readString(log))
                .containsPattern("Results: (\\d\\d) planned; \\1 passed")
                .contains("Failed tests: No matches.")
                .contains("Error tests: No matches.");
    }
}
