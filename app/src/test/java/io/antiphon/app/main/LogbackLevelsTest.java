package io.antiphon.app.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.logbook.LogLevels;
import io.antiphon.control.logbook.LogLevels.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogbackLevelsTest {
    private final Logger logger = LoggerFactory.getLogger("io.antiphon.planted.module.Thing");
    private final LogLevels levels = new LogbackLevels();

    @AfterEach
    void putBack() {
        levels.set("planted", null);
        levels.set("planted.module", null);
        levels.set(LogLevels.WHOLE, null);
    }

    @Test
    void levelOfAModuleHoldsForWhatIsInsideUntilThatHasItsOwn() {
        assertThat(levels.set("planted", "trace")).isTrue();
        assertThat(logger.isTraceEnabled()).isTrue();
        assertThat(levels.all().get("planted.module")).isEqualTo(new Level("trace", false));

        levels.set("planted.module", "error");
        assertThat(logger.isWarnEnabled()).isFalse();
        assertThat(levels.all().get("planted.module")).isEqualTo(new Level("error", true));

        levels.set("planted.module", null);
        assertThat(logger.isTraceEnabled()).isTrue();
    }

    @Test
    void wholeProgramCanBeTurnedAndLibrariesCannot() {
        levels.set(LogLevels.WHOLE, "off");
        assertThat(logger.isErrorEnabled()).isFalse();
        LoggerFactory.getLogger("org.eclipse.jetty.server.Server");

        assertThat(levels.set("org.eclipse.jetty", "trace")).isFalse();
        assertThat(levels.set("nowhere", "trace")).isFalse();
        assertThat(levels.set("planted.module.Thing", "trace")).isFalse();
        assertThat(levels.all()).containsKeys("all", "planted").doesNotContainKey("planted.module.Thing");
    }
}
