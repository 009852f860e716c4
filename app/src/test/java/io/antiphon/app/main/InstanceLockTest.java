package io.antiphon.app.main;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.api.StartException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {
    @TempDir
    Path home;

    @Test
    void aFolderIsForOneServerAtATime() throws Exception {
        Path folder = home.resolve("state");
        try (InstanceLock held = InstanceLock.take(folder)) {
            assertThatThrownBy(() -> InstanceLock.take(folder))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--home");
        }
        InstanceLock.take(folder).close();
    }
}
