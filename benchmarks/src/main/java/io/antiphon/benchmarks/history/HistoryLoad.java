package io.antiphon.benchmarks.history;

import io.antiphon.benchmarks.graph.NoiseEndpoint;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.KeepSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.node.TimeshiftSettings;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.NodeCost;
import io.antiphon.engine.render.RenderThreadSetup;
import io.antiphon.io.file.HistoryFolder;
import io.antiphon.io.file.HistorySettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Streams that play without a pause, kept by a folder with its own disk thread, and some of them heard as they were. Time
 * goes faster than it does. One thread.
 */
final class HistoryLoad implements AutoCloseable {
    private static final int MEGABYTES = 1 << 14;
    private static final String DISK_THREAD = "antiphon-disk";
    private static final double SHIFT_SECONDS = 200;

    private final GraphFormat format;
    private final Engine engine;
    private final HistoryFolder folder;
    private final List<HistoryTap> histories = new ArrayList<>();
    private final int speed;

    /**
     * @param streams how many
     * @param readers how many of them are heard as they were
     * @param minutes what is kept of each
     * @param speed how much faster than real time
     * @param where a folder for the files
     */
    HistoryLoad(int streams, int readers, int minutes, int speed, Path where, GraphFormat format)
            throws GraphException {
        this.format = format;
        this.speed = speed;
        this.engine = new Engine(format, new SystemClock(), RenderThreadSetup.NONE);
        this.folder = new HistoryFolder(new HistorySettings(where, minutes, MEGABYTES), format);
        folder.start();
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            HistoryTap history = folder.open("stream " + i);
            histories.add(history);
            nodes.add(new NodeSpec("stream:" + i, new SourceSettings(new NoiseEndpoint(format)), List.of()));
            nodes.add(new NodeSpec("keep:" + i, new KeepSettings(history), List.of(LinkSpec.unity("stream:" + i))));
            if (i < readers) {
                nodes.add(new NodeSpec("shift:" + i, new TimeshiftSettings(history, SHIFT_SECONDS), List.of()));
            }
        }
        engine.apply(new GraphSpec(nodes));
    }

    /** Lets so much time pass. */
    void run(double seconds) throws InterruptedException {
        long periods = Math.round(seconds * format.sampleRateHz() / format.periodFrames());
        double periodNs = 1e9 * format.periodFrames() / format.sampleRateHz() / speed;
        long begunNs = System.nanoTime();
        for (long i = 0; i < periods; i++) {
            engine.renderPeriod();
            long aheadNs = begunNs + Math.round(i * periodNs) - System.nanoTime();
            if (aheadNs > 1_000_000) {
                TimeUnit.NANOSECONDS.sleep(aheadNs);
            }
        }
    }

    /** Sum of a count over all streams. */
    long count(String name) {
        return histories.stream()
                .mapToLong(history -> history.status().counters().getOrDefault(name, 0L))
                .sum();
    }

    /** What a node of that kind costs a period on average, in nanoseconds. */
    double nodeNs(String kind) {
        return engine.nodeCosts().stream()
                .filter(cost -> cost.nodeId().startsWith(kind))
                .mapToDouble(NodeCost::averageNs)
                .average()
                .orElse(Double.NaN);
    }

    /** CPU time of the disk thread so far. */
    static double diskCpuMs() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals(DISK_THREAD))
                        .mapToLong(thread -> threads.getThreadCpuTime(thread.threadId()))
                        .sum()
                / 1e6;
    }

    /** Resident memory of this process after a collection. */
    static double residentMb() throws IOException {
        System.gc();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return Double.NaN;
    }

    @Override
    public void close() {
        engine.close();
        folder.close();
    }
}
