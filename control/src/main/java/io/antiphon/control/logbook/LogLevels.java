package io.antiphon.control.logbook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much each module logs; may be changed while the program runs and is forgotten when it ends. A module is a package of
 * the program without {@code io.antiphon.}, {@link #WHOLE} stands for all of them. Any thread.
 */
public interface LogLevels {
    /** Name of the module that holds all others. */
    String WHOLE = "all";

    /** The levels, the most talkative last. */
    List<String> NAMES = List.of("off", "error", "warn", "info", "debug", "trace");

    /** The level of every module that there is, those that hold others first. */
    Map<String, Level> all();

    /**
     * Gives a module a level.
     *
     * @param level one of {@link #NAMES}; null for that of the module around it
     * @return false when there is no such module
     */
    boolean set(String module, @Nullable String level);

    /**
     * A level as it holds.
     *
     * @param level one of {@link #NAMES}
     * @param own whether the module was given it; else it is that of the module around it
     */
    record Level(String level, boolean own) {}
}
