package io.antiphon.control;

import io.antiphon.control.logbook.LogLevels;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two modules, one inside all, that log nothing. One thread at a time. */
public final class FakeLogLevels implements LogLevels {
    private final Map<String, Level> levels =
            new LinkedHashMap<>(Map.of(WHOLE, new Level("info", true), "control.auth", new Level("info", false)));

    @Override
    public Map<String, Level> all() {
        return Map.copyOf(levels);
    }

    @Override
    public boolean set(String module, @Nullable String level) {
        return levels.computeIfPresent(
                        module, (name, old) -> level == null ? new Level("info", false) : new Level(level, true))
                != null;
    }
}
