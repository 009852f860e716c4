package io.antiphon.app.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary folder for unpacked native libraries that is gone once they are loaded, so that the program leaves nothing
 * behind. Where a loaded file cannot be deleted, it stays. Main thread.
 */
final class VanishingFolder implements AutoCloseable {
    private static final String PROPERTY = "antiphon.native";

    private final Path folder;

    private VanishingFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes one, and tells the program to unpack there. */
    static VanishingFolder forNativeLibraries() throws IOException {
        Path folder = Files.createTempDirectory("antiphon-stream");
        System.setProperty(PROPERTY, folder.toString());
        return new VanishingFolder(folder);
    }

    /** May be called again. */
    @Override
    public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
