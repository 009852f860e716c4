package io.antiphon.app.main;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import io.antiphon.control.logbook.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: warnings to the terminal, everything from INFO up to a file that rolls every day; the audit log
 * apart. One stream has no files: what its listeners and its source do goes to the terminal too.
 */
public final class Logging {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger: %msg%n";
    private static final int DAYS_KEPT = 14;

    private Logging() {}

    /**
     * Starts logging into {@code folder}. Main thread, once, before anything is logged.
     *
     * @throws IOException when the folder cannot be made
     */
    public static void start(Path folder) throws IOException {
        Files.createDirectories(folder);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console(context));
        root.addAppender(file(context, folder, "antiphon", PATTERN));
        audit(context, folder);
        context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        context.getLogger("io.javalin")
                .setLevel(Level.OFF); // what fails there comes to us as an exception, and is told by us
    }

    /** Starts logging to the terminal alone. Main thread, once, before anything is logged. */
    public static void startWithoutFiles() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        root.addAppender(started(console, "%-5level %msg%n", context));
        context.getLogger(StreamServer.class).setLevel(Level.INFO);
        context.getLogger(StreamGraph.class).setLevel(Level.INFO);
        context.getLogger("io.antiphon.io.webrtc.WebRtcBroadcast").setLevel(Level.INFO);
        context.getLogger("io.javalin").setLevel(Level.OFF);
    }

    private static Appender<ILoggingEvent> console(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        ThresholdFilter warnings = new ThresholdFilter();
        warnings.setLevel("WARN");
        warnings.start();
        console.addFilter(warnings);
        return started(console, "%-5level %msg%n", context);
    }

    /** Who changed what goes to a file of its own, whatever the levels are. */
    private static void audit(LoggerContext context, Path folder) {
        ch.qos.logback.classic.Logger audit = context.getLogger(AuditLog.LOGGER);
        audit.setAdditive(false);
        audit.setLevel(Level.INFO);
        String name = AuditLog.FILE.substring(0, AuditLog.FILE.lastIndexOf('.'));
        audit.addAppender(file(context, folder, name, "%msg%n"));
    }

    private static Appender<ILoggingEvent> file(LoggerContext context, Path folder, String name, String pattern) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setFile(folder.resolve(name + ".log").toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(
                folder.resolve(name + ".%d{yyyy-MM-dd}.%i.log").toString());
        rolling.setMaxFileSize(FileSize.valueOf("10MB"));
        rolling.setMaxHistory(DAYS_KEPT);
        rolling.start();
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(rolling);
        return started(file, pattern, context);
    }

    private static Appender<ILoggingEvent> started(
            OutputStreamAppender<ILoggingEvent> appender, String pattern, LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
