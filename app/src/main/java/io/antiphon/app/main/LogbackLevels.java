package io.antiphon.app.main;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.antiphon.control.logbook.LogLevels;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Levels of the program's own loggers; those of libraries stay, since some log what clients send. Any thread. */
final class LogbackLevels implements LogLevels {
    private static final String PROGRAM = "io.antiphon";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Override
    public Map<String, Level> all() {
        Map<String, Level> all = new TreeMap<>();
        all.put(WHOLE, level(context.getLogger(PROGRAM)));
        for (Logger logger : context.getLoggerList()) {
            String name = logger.getName();
            if (name.startsWith(PROGRAM + ".") && isPackage(name)) {
                all.put(name.substring(PROGRAM.length() + 1), level(logger));
            }
        }
        return all;
    }

    @Override
    public boolean set(String module, @Nullable String level) {
        String name = module.equals(WHOLE) ? PROGRAM : PROGRAM + "." + module;
        Logger logger = module.equals(WHOLE) ? context.getLogger(name) : context.exists(name);
        if (logger == null || !isPackage(name)) {
            return false;
        }
        logger.setLevel(level == null ? null : ch.qos.logback.classic.Level.toLevel(level));
        return true;
    }

    /** A class begins with a capital. */
    private static boolean isPackage(String name) {
        return Character.isLowerCase(name.charAt(name.lastIndexOf('.') + 1));
    }

    private static Level level(Logger logger) {
        String name = logger.getEffectiveLevel().toString().toLowerCase(Locale.ROOT);
        return new Level(name, logger.getLevel() != null);
    }
}
