package io.antiphon.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where figures were taken; without it they say nothing. Immutable.
 *
 * @param processor name of the processor
 * @param processors how many of them this process may use
 * @param load processes that wanted to run in the last minute, when the benchmark began
 * @param java runtime
 * @param flags what the JVM was started with
 * @param compiler first line that {@code gcc --version} says, or why there is none
 */
public record Machine(String processor, int processors, double load, String java, String flags, String compiler) {
    /** This machine, now. */
    public static Machine here(String compiler) {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("java.vendor.version", "") + " " + Runtime.version(),
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()),
                compiler);
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "%d × %s, load %.2f, Java %s, C: %s.",
                processors,
                processor,
                load,
                java.strip(),
                compiler);
    }

    void writeTo(ObjectNode node) {
        node.put("processor", processor)
                .put("processors", processors)
                .put("load", load)
                .put("java", java.strip())
                .put("flags", flags)
                .put("compiler", compiler);
    }

    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
