package io.antiphon.benchmarks.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the stress tests and says where their report is. Main thread. */
@Command(
        name = "jcstress",
        mixinStandardHelpOptions = true,
        description = "What two threads may see of a ring, by trying, with a report; five minutes.")
public final class StressBench implements Callable<Integer> {
    @Parameters(arity = "0..1", description = "How long in all, in seconds; default ${DEFAULT-VALUE}.")
    private int seconds = 300;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("antiphon-jcstress");
        boolean passed = StressRun.run(seconds, folder, ProcessBuilder.Redirect.INHERIT);
        System.out.println("report: " + folder.resolve("index.html"));
        return passed ? 0 : 1;
    }
}
