package io.antiphon.benchmarks.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the programs of {@code benchmarks/c} with {@code gcc -O3 -march=native}, in a folder that is removed in the end.
 * Where there is no gcc it says so and makes nothing. One thread.
 */
public final class CCompiler implements AutoCloseable {
    private static final List<String> FLAGS = List.of("-O3", "-march=native", "-std=gnu11", "-Wall", "-Wextra");

    private static final List<String> HEADERS = List.of("harness.h", "sinc.h");

    private final Path folder;
    private final String version;
    private final boolean present;

    /** Looks for gcc; {@code use} false does as if there were none. */
    public CCompiler(boolean use) throws IOException, InterruptedException {
        this.folder = Files.createTempDirectory("antiphon-bench-c-");
        Optional<String> found = use ? firstLine("gcc", "--version") : Optional.empty();
        this.present = found.isPresent();
        this.version = found.map(line -> line + " " + String.join(" ", FLAGS.subList(0, 2)))
                .orElse(use ? "no gcc on this machine, so ours alone" : "not asked for");
    }

    /** Which compiler, or why there is none. */
    public String version() {
        return version;
    }

    /** True where programs can be made. */
    public boolean isPresent() {
        return present;
    }

    /**
     * Makes one program.
     *
     * @param sources files of {@code benchmarks/c}
     * @param definitions such as {@code -DTAPS=64}
     * @return empty where there is no compiler
     * @throws IOException when the compiler refuses; a reference that does not compile is a fault of ours
     */
    public Optional<CProgram> compile(List<String> sources, List<String> definitions)
            throws IOException, InterruptedException {
        if (!present) {
            return Optional.empty();
        }
        String name = String.join("", sources.getFirst(), String.join("", definitions))
                .replaceAll("[^A-Za-z0-9]+", "-");
        Path program = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("gcc"));
        command.addAll(FLAGS);
        command.addAll(definitions);
        command.addAll(List.of("-o", program.toString()));
        for (String header : HEADERS) {
            unpack(header);
        }
        for (String source : sources) {
            command.add(unpack(source).toString());
        }
        command.add("-lm");
        CProgram.output(command);
        return Optional.of(new CProgram(program));
    }

    private Path unpack(String source) throws IOException {
        Path copy = folder.resolve(source);
        try (InputStream in = CCompiler.class.getResourceAsStream("/io/antiphon/benchmarks/c/" + source)) {
            if (in == null) {
                throw new IOException("benchmarks/c/" + source + " is not in the jar");
            }
            Files.write(copy, in.readAllBytes());
        }
        return copy;
    }

    private static Optional<String> firstLine(String... command) throws InterruptedException {
        try {
            return CProgram.output(List.of(command)).lines().findFirst();
        } catch (IOException e) {
            return Optional.empty(); // there is none
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
