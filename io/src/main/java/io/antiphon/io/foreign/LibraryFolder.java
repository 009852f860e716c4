package io.antiphon.io.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * Libraries of one jar that need each other, unpacked side by side and under the names by which they look for each other.
 * They may be large: the jar's own checksums tell whether what lies there is what it holds, without unpacking it again.
 * Stateless; any thread and any process may call at a time.
 */
final class LibraryFolder {
    private static final int BUFFER_BYTES = 1 << 16;

    private LibraryFolder() {}

    /**
     * Unpacks what is missing.
     *
     * @param folder where the jar has them, with a slash at the end
     * @param names their names; what the jar does not have is left out
     * @return the files in the order of the names; empty when no jar on the class path has that folder
     * @throws IOException when they can be written nowhere
     */
    static List<Path> place(String folder, List<String> names) throws IOException {
        for (String name : names) {
            URL place = LibraryFolder.class.getClassLoader().getResource(folder + name);
            if (place != null && place.openConnection() instanceof JarURLConnection connection) {
                try (JarFile jar = new JarFile(
                        Path.of(URI.create(connection.getJarFileURL().toString()))
                                .toFile())) {
                    return place(jar, folder, names);
                }
            }
        }
        return List.of();
    }

    private static List<Path> place(JarFile jar, String folder, List<String> names) throws IOException {
        CRC32 all = new CRC32();
        List<JarEntry> entries = new ArrayList<>();
        for (String name : names) {
            JarEntry entry = jar.getJarEntry(folder + name);
            if (entry != null) {
                entries.add(entry);
                all.update((name + entry.getCrc() + entry.getSize()).getBytes(StandardCharsets.UTF_8));
            }
        }
        Path target = NativeCache.folder(HexFormat.of().toHexDigits((int) all.getValue()));
        List<Path> files = new ArrayList<>();
        for (JarEntry entry : entries) {
            Path file = target.resolve(entry.getName().substring(folder.length()));
            if (!isWhole(file, entry)) {
                try (InputStream in = jar.getInputStream(entry)) {
                    NativeCache.write(file, in);
                }
            }
            files.add(file);
        }
        return files;
    }

    private static boolean isWhole(Path file, JarEntry entry) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == entry.getSize() && crc(file) == entry.getCrc();
    }

    private static long crc(Path file) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                crc.update(buffer, 0, count);
            }
        }
        return crc.getValue();
    }
}
