package io.antiphon.engine.node;

import io.antiphon.engine.dsp.DuckingGain;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * A ducker: turns what comes in at {@value #IN} down while something sounds at {@value #KEY}.
 *
 * @param thresholdDb peak of the key from which on it counts as sounding, −100…0 dBFS
 * @param depthDb by how much is turned down, 0…100
 * @param attackMs time for the whole way down, 0.1…5,000
 * @param holdMs how long the key may pause, 0…60,000
 * @param releaseMs time for the whole way up, 0.1…60,000
 */
public record DuckerSettings(double thresholdDb, double depthDb, double attackMs, double holdMs, double releaseMs)
        implements NodeSettings {
    /** Port of what is turned down. */
    public static final String IN = Inputs.MAIN;

    /** Port of what it gives way to. */
    public static final String KEY = "key";

    private static final Inputs INPUTS = Inputs.oneEach(IN, KEY);

    /** Music under an announcement. */
    public static final DuckerSettings DEFAULT = new DuckerSettings(-40, 15, 50, 500, 800);

    public DuckerSettings {
        Ranges.check("thresholdDb", thresholdDb, -100, 0);
        Ranges.check("depthDb", depthDb, 0, 100);
        Ranges.check("attackMs", attackMs, 0.1, 5_000);
        Ranges.check("holdMs", holdMs, 0, 60_000);
        Ranges.check("releaseMs", releaseMs, 0.1, 60_000);
    }

    @Override
    public Inputs inputs() {
        return INPUTS;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        DuckingGain ducking =
                new DuckingGain(format.sampleRateHz(), format.periodFrames(), shape(format.sampleRateHz()));
        return new DuckerHandle(format.sampleRateHz(), ducking, new DuckerNode(ducking, format.periodFrames()));
    }

    DuckingGain.Shape shape(int sampleRateHz) {
        return DuckingGain.Shape.of(
                sampleRateHz, thresholdDb, depthDb, attackMs / 1000, holdMs / 1000, releaseMs / 1000);
    }
}
