package io.antiphon.control.logbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The log files: {@code *.log} in one folder. Any thread. */
public final class LogFiles {
    /** Lines of files from this size on are not counted: it would take too long. */
    static final long MAX_COUNTED_BYTES = 10_000_000;

    private static final String ENDING = ".log";
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path folder;

    /** @param folder where they lie; need not be there yet */
    public LogFiles(Path folder) {
        this.folder = folder;
    }

    /** All of them, the newest first. */
    public List<Listed> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Listed> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(LogFiles::isLog).toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                long lines = attributes.size() < MAX_COUNTED_BYTES ? lines(file) : 0;
                all.add(new Listed(name(file), attributes.size(), modified(attributes), lines));
            }
        }
        all.sort(Comparator.comparing(Listed::modified).reversed());
        return all;
    }

    /** One by its name; empty for a name that is none or that leads elsewhere. */
    public Optional<Path> find(String name) {
        boolean strange =
                name.contains("/") || name.contains("\\") || name.chars().anyMatch(Character::isISOControl);
        if (strange || name.contains("..") || !name.endsWith(ENDING)) {
            return Optional.empty();
        }
        return Optional.of(folder.resolve(name)).filter(LogFiles::isLog);
    }

    private static boolean isLog(Path file) {
        return name(file).endsWith(ENDING) && Files.isRegularFile(file);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Instant modified(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toInstant();
    }

    private static long lines(Path file) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long lines = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                for (int i = 0; i < read; i++) {
                    lines += chunk[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    /**
     * A file as it is listed.
     *
     * @param filename its name in the folder
     * @param size its bytes
     * @param modified when it was written to last
     * @param lines its lines; 0 when it is too large to count them
     */
    public record Listed(String filename, long size, Instant modified, long lines) {}
}
