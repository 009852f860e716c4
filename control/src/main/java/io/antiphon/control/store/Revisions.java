package io.antiphon.control.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** The last contents of a file, in a folder beside it, oldest first by name. One thread. */
final class Revisions {
    /** How many are kept. */
    static final int KEPT = 20;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private int sequence;

    Revisions(Path folder) {
        this.folder = folder;
    }

    /** Adds one and lets the oldest go. */
    void add(byte[] content, Instant now) throws IOException {
        Files.createDirectories(folder);
        String name = STAMP.format(now) + "-%04d.yaml".formatted(sequence++ % 10_000);
        AtomicFile.write(folder.resolve(name), content);
        List<Path> all = list();
        for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
            Files.deleteIfExists(old);
        }
    }

    /** All that are kept, oldest first. */
    List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
