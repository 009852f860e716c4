package io.antiphon.benchmarks;

import io.antiphon.benchmarks.router.RouterBench;
import io.antiphon.benchmarks.stress.StressRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Entry of {@code ./antiphon bench}. Results go to the standard output, as a table and as a line of JSON. */
public final class Bench {
    private static final String LIST = """
            What can be measured:
              router [seconds]   CPU time and latency from Scream senders to Scream receivers; 10 s a row by default
              jcstress [seconds] what two threads may see of a ring, by trying; 300 s by default, with a report
            """;

    private Bench() {}

    /** @param args name of the benchmark and its arguments; without any, lists them */
    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        if (words.isEmpty()) {
            System.out.print(LIST);
        } else if (words.getFirst().equals("router") && words.size() <= 2) {
            RouterBench.run(words.size() == 2 ? Integer.parseInt(words.get(1)) : 10);
        } else if (words.getFirst().equals("jcstress") && words.size() <= 2) {
            stress(words.size() == 2 ? Integer.parseInt(words.get(1)) : 300);
        } else {
            System.err.print("no benchmark " + String.join(" ", words) + "\n" + LIST);
            System.exit(2);
        }
    }

    private static void stress(int seconds) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("antiphon-jcstress");
        boolean passed = StressRun.run(seconds, folder, ProcessBuilder.Redirect.INHERIT);
        System.out.println("report: " + folder.resolve("index.html"));
        if (!passed) {
            System.exit(1);
        }
    }
}
