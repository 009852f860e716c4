package io.antiphon.benchmarks.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A compiled reference. Any thread; each call starts a process of its own and waits for it. */
public final class CProgram {
    private final Path file;

    CProgram(Path file) {
        this.file = file;
    }

    /**
     * Runs it to its end.
     *
     * @return the numbers that it printed, in order
     */
    public double[] run(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return Stream.of(output(command).strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(String.join(" ", command) + ": status=" + status + "\n" + output);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
