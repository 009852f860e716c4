package io.antiphon.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All figures of one run. Lines are printed as they come, so that a long run shows where it is; the JSON is written at the
 * end. One thread.
 */
public final class Report {
    private static final String HEAD = "| what | unit | ours | C | ratio | target | |\n|---|---|---|---|---|---|---|";

    private final String benchmark;
    private final Machine machine;
    private final PrintStream out;
    private final List<Line> lines = new ArrayList<>();

    /**
     * Prints the head of the table.
     *
     * @param benchmark its name
     * @param machine where it runs
     * @param method a sentence or two on what the figures are
     * @param out where the table goes
     */
    public Report(String benchmark, Machine machine, String method, PrintStream out) {
        this.benchmark = benchmark;
        this.machine = machine;
        this.out = out;
        out.println(method + "\n" + machine.sentence() + "\n\n" + HEAD);
    }

    /** Adds one line to table and JSON. */
    public void add(Line line) {
        lines.add(line);
        out.printf(
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                line.name(),
                line.unit(),
                Numbers.shortest(line.ours()),
                line.reference() == null ? "–" : Numbers.shortest(line.reference()),
                Numbers.shortest(line.ratio()),
                line.target().text(),
                line.verdict().text());
    }

    /** All lines so far. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Writes the JSON and says where it is. */
    public void writeTo(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("benchmark", benchmark).put("at", Instant.now().toString());
        machine.writeTo(root.putObject("machine"));
        for (Line line : lines) {
            ObjectNode node = root.withArray("lines").addObject();
            node.put("name", line.name()).put("unit", line.unit());
            putFinite(node, "ours", line.ours());
            putFinite(node, "reference", line.reference() == null ? Double.NaN : line.reference());
            putFinite(node, "ratio", line.ratio());
            node.put("target", line.target().text());
            node.put("verdict", line.verdict().name().toLowerCase(java.util.Locale.ROOT));
            ObjectNode details = node.putObject("details");
            line.details().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .forEach(entry -> putFinite(details, entry.getKey(), entry.getValue()));
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        out.println("\nJSON: " + file.toAbsolutePath().normalize());
    }

    /** JSON knows no NaN; what was not measured is null. */
    private static void putFinite(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
