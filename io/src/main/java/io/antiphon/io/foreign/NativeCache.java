package io.antiphon.io.foreign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;

/**
 * The user's folder of unpacked native libraries: {@code $XDG_CACHE_HOME/antiphon/native}, {@code ~/.cache/…}, or a
 * fresh temporary folder where neither can be written. The property {@value #FOLDER} names another one, for programs that
 * leave nothing behind. Stateless; any thread and any process may call at a time.
 */
final class NativeCache {
    private static final String FOLDER = "antiphon.native";

    private NativeCache() {}

    /**
     * Makes sure that a file of that name and content lies in the cache.
     *
     * @return where it is
     * @throws IOException when it can be written nowhere
     */
    static Path place(String name, byte[] content) throws IOException {
        try {
            return place(userFolder(), name, content);
        } catch (IOException e) {
            return place(Files.createTempDirectory("antiphon-native"), name, content);
        }
    }

    /** A file that is not byte for byte the expected one is replaced: it may be torn, or not ours. */
    private static Path place(Path folder, String name, byte[] content) throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------"));
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return file;
        }
        return write(file, new ByteArrayInputStream(content));
    }

    /**
     * A folder of that name in the cache, there to be written to.
     *
     * @throws IOException when there can be none
     */
    static Path folder(String name) throws IOException {
        try {
            return Files.createDirectories(userFolder().resolve(name), ownerOnly("rwx------"));
        } catch (IOException e) {
            return Files.createTempDirectory("antiphon-native");
        }
    }

    /** Writes a file that others see whole or not at all. */
    static Path write(Path file, InputStream content) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Path fresh = Files.createTempFile(folder, String.valueOf(file.getFileName()), ".part", ownerOnly("rw-------"));
        try {
            try (OutputStream out = Files.newOutputStream(fresh)) {
                content.transferTo(out);
            }
            return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Path userFolder() {
        String chosen = System.getProperty(FOLDER);
        if (chosen != null) {
            return Path.of(chosen);
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg != null && !xdg.isEmpty() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("antiphon").resolve("native");
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
