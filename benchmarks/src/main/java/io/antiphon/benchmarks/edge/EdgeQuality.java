package io.antiphon.benchmarks.edge;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.BridgeCounter;
import io.antiphon.engine.graph.GraphFormat;
import java.util.Arrays;

/** One stream through jitter and drift: when it is locked, how late it is heard, and how clean. */
final class EdgeQuality {
    private static final int FITS_A_SECOND = 10;

    private final GraphFormat graph;
    private final double ppm;
    private final SimulatedSender sender;
    private final AudioBlock block;
    private final float[] heard;
    private final double[] driftPpm;
    private double firstHeardSeconds = Double.NaN;

    EdgeQuality(GraphFormat graph, double ppm, double jitterMs, double seconds, long seed) {
        this.graph = graph;
        this.ppm = ppm;
        this.sender = new SimulatedSender(graph, ppm, jitterMs, seed);
        this.block = new AudioBlock(AudioBlock.MAX_CHANNELS, graph.periodFrames());
        this.heard = new float[(int) (seconds * graph.sampleRateHz()) / graph.periodFrames() * graph.periodFrames()];
        this.driftPpm = new double[heard.length / graph.periodFrames()];
    }

    /** Lets all of the time pass. */
    void run() {
        for (int at = 0; at < heard.length; at += graph.periodFrames()) {
            long nowNs = Math.round(at * 1e9 / graph.sampleRateHz());
            sender.deliver(nowNs);
            sender.bridge().read(block, nowNs);
            System.arraycopy(block.channel(0), 0, heard, at, graph.periodFrames());
            driftPpm[at / graph.periodFrames()] = sender.bridge().driftPpm();
            if (Double.isNaN(firstHeardSeconds) && !block.isSilent()) {
                firstHeardSeconds = (double) at / graph.sampleRateHz();
            }
        }
    }

    /** From the start to the time from which on the sender's clock is known to so many ppm; NaN when it is not. */
    double lockedSeconds(double withinPpm) {
        int from = driftPpm.length;
        while (from > 0 && Math.abs(driftPpm[from - 1] - ppm) <= withinPpm) {
            from--;
        }
        return from == driftPpm.length ? Double.NaN : (double) from * graph.periodFrames() / graph.sampleRateHz();
    }

    /** From the start to the first sound, in milliseconds. */
    double firstHeardMs() {
        return firstHeardSeconds * 1e3;
    }

    /** Latency in the end, in milliseconds. */
    double latencyMs() {
        return sender.bridge().latencyMs();
    }

    /** Times that audio ran dry or was jumped over. */
    double glitches() {
        return sender.bridge().counters().get(BridgeCounter.UNDERRUNS)
                + sender.bridge().counters().get(BridgeCounter.RESYNCS);
    }

    /** Worst of all tenths of a second from then on: what is not the sine against the sine, in decibels. */
    double worstResidualDb(double fromSeconds) {
        return Arrays.stream(residualsDb(fromSeconds)).max().orElse(Double.NaN);
    }

    /** The median of them. */
    double medianResidualDb(double fromSeconds) {
        double[] sorted = residualsDb(fromSeconds);
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private double[] residualsDb(double fromSeconds) {
        int fit = graph.sampleRateHz() / FITS_A_SECOND;
        int first = (int) (fromSeconds * graph.sampleRateHz());
        double[] all = new double[Math.max(0, heard.length - first) / fit];
        for (int i = 0; i < all.length; i++) {
            double omega = 2 * Math.PI * SimulatedSender.HZ / graph.sampleRateHz();
            all[i] = SineFit.residualDb(heard, first + i * fit, fit, omega);
        }
        return all;
    }
}
