package io.antiphon.benchmarks.stress;

import java.io.IOException;
import java.nio.file.Path;

/** Runs the stress tests in a JVM of their own, which makes more of them, each with other compiler settings. */
public final class StressRun {
    private static final int ITERATIONS = 5;

    /** Four tests, each interpreted and compiled in three ways; they take turns, since each wants two processors. */
    private static final int RUNS = 4 * 4;

    /** Longer runs also try where the kernel may put the threads, which doubles their number. */
    private static final int SHORT_SECONDS = 60;

    private StressRun() {}

    /**
     * Runs all of them and waits.
     *
     * @param seconds time that they shall take in all, about; starting their JVMs comes on top
     * @param folder where the report goes, which is a web page
     * @param output where the lines go that say how it stands
     * @return true when no forbidden outcome was seen
     */
    public static boolean run(int seconds, Path folder, ProcessBuilder.Redirect output)
            throws IOException, InterruptedException {
        boolean isShort = seconds <= SHORT_SECONDS;
        int runs = isShort ? RUNS : 2 * RUNS;
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")),
                        org.openjdk.jcstress.Main.class.getName(),
                        "-t",
                        StressRun.class.getPackageName().replace(".", "\\."),
                        "-sc",
                        "false",
                        "-af",
                        isShort ? "NONE" : "GLOBAL",
                        "-f",
                        "1",
                        "-fsm",
                        "1",
                        "-iters",
                        Integer.toString(ITERATIONS),
                        "-time",
                        Integer.toString(Math.max(10, seconds * 1_000 / (ITERATIONS * runs))),
                        "-r",
                        folder.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            return process.waitFor() == 0;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
