package io.antiphon.benchmarks.lateness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs {@link RenderRun} in a JVM with this one's flags, which are the launcher's, and at its priority, which a child
 * inherits. Main thread.
 */
final class ChildJvm {
    private static final Pattern REACHED = Pattern.compile("Reaching safepoint:\\s+(\\d+) ns");

    private ChildJvm() {}

    /**
     * What a run found.
     *
     * @param wakes of the render thread
     * @param safepointNs the longest that the JVM took to bring all threads to a safepoint; 0 when there was none
     */
    record Run(Wakes wakes, double safepointNs) {}

    static Run run(Object... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile("antiphon-bench-safepoints-", ".log");
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.add("-Xlog:safepoint=info:file=" + log + "::filecount=0");
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), RenderRun.class.getName()));
            Arrays.stream(arguments).map(Object::toString).forEach(command::add);
            return new Run(wakes(output(command)), longestNs(log));
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(String.join(" ", command) + ": status=" + status + "\n" + output);
            }
            return output;
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private static Wakes wakes(String output) throws IOException {
        String line = output.lines()
                .filter(text -> text.startsWith(RenderRun.RESULT))
                .findFirst()
                .orElseThrow(() -> new IOException("the child JVM gave no result:\n" + output));
        return Wakes.of(Arrays.stream(line.substring(RenderRun.RESULT.length()).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray());
    }

    private static double longestNs(Path log) throws IOException {
        double longest = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher reached = REACHED.matcher(line);
            if (reached.find()) {
                longest = Math.max(longest, Double.parseDouble(reached.group(1)));
            }
        }
        return longest;
    }
}
