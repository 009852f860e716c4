package io.antiphon.systemtests.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Far ends and references in C, each compiled once by gcc when it is first asked for. Any thread. */
final class CProgram {
    private static final long COMPILE_TIMEOUT_S = 60;
    private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

    private CProgram() {}

    /**
     * Its executable.
     *
     * @param name of the source beside this class, without {@code .c}
     */
    static Path named(String name) throws IOException {
        try {
            return COMPILED.computeIfAbsent(name, CProgram::compile);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Path compile(String name) {
        try {
            Path folder = AntiphonProcess.folder(name);
            Path source = folder.resolve(name + ".c");
            Path executable = folder.resolve(name);
            try (InputStream in = Objects.requireNonNull(CProgram.class.getResourceAsStream(name + ".c"))) {
                Files.copy(in, source);
            }
            String gcc = Programs.require("gcc").toString();
            Process process = new ProcessBuilder(
                            gcc, "-O2", "-pthread", "-o", executable.toString(), source.toString(), "-lm")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit()
                            .orTimeout(COMPILE_TIMEOUT_S, TimeUnit.SECONDS)
                            .join()
                            .exitValue()
                    != 0) {
                throw new IOException("gcc refused " + source + ":\n" + said);
            }
            return executable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
