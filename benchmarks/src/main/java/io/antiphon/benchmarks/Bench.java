package io.antiphon.benchmarks;

import io.antiphon.benchmarks.control.ControlBench;
import io.antiphon.benchmarks.dsp.DspBench;
import io.antiphon.benchmarks.edge.EdgeBench;
import io.antiphon.benchmarks.graph.GraphBench;
import io.antiphon.benchmarks.history.HistoryBench;
import io.antiphon.benchmarks.lateness.LatenessBench;
import io.antiphon.benchmarks.listeners.ListenersBench;
import io.antiphon.benchmarks.router.RouterBench;
import io.antiphon.benchmarks.streams.StreamsBench;
import io.antiphon.benchmarks.stress.StressBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code ./antiphon bench}. Results go to the standard output as a table, and to a file as JSON. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures. Without a name, lists what can be measured.",
        subcommands = {
            DspBench.class,
            GraphBench.class,
            LatenessBench.class,
            EdgeBench.class,
            HistoryBench.class,
            RouterBench.class,
            ControlBench.class,
            StreamsBench.class,
            ListenersBench.class,
            StressBench.class
        })
public final class Bench implements Runnable {
    private Bench() {}

    /** @param args name of the benchmark and its options; without any, lists them */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setCommandName("./antiphon bench");
    }

    @Override
    public void run() {
        commandLine().usage(System.out);
    }
}
