package io.antiphon.control.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Asks Linux whether somebody has a file open for writing. Of programs of other users only root is told; elsewhere nobody
 * seems to write. Takes some milliseconds. Any thread.
 */
final class FileWriters {
    private static final Path PROCESSES = Path.of("/proc");

    /** {@code O_WRONLY} and {@code O_RDWR} (fcntl.h). */
    private static final int WRITES = 3;

    private FileWriters() {}

    /** True when a program, this one or another, has the file open for writing, as far as one may know. */
    static boolean have(Path file) {
        if (!Files.isDirectory(PROCESSES.resolve("self/fd"))) {
            return false;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            Path real = file.toRealPath();
            for (Path process : processes) {
                if (writes(process, real)) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException e) {
            return false; // what cannot be looked at holds up nobody
        }
        return false;
    }

    private static boolean writes(Path process, Path file) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (isOf(descriptor, file)
                        && isForWriting(process.resolve("fdinfo").resolve(String.valueOf(descriptor.getFileName())))) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException e) {
            return false; // it has ended, or is somebody else's
        }
        return false;
    }

    private static boolean isOf(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException | RuntimeException e) {
            return false; // closed meanwhile
        }
    }

    /** Reads the line {@code flags: 0100001}, octal. */
    private static boolean isForWriting(Path info) throws IOException {
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("flags:"))
                .anyMatch(line ->
                        (Integer.parseInt(line.substring("flags:".length()).strip(), 8) & WRITES) != 0);
    }
}
