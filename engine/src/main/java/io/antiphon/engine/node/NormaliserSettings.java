package io.antiphon.engine.node;

import io.antiphon.engine.dsp.LoudnessSteering;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * A normaliser: brings a signal slowly to a wished loudness (EBU R 128), and leaves pauses and noise floors alone. It
 * does not watch peaks; a limiter belongs behind it.
 *
 * @param targetLufs wished loudness, −60…0
 * @param maxGainDb most that is turned up, 0…40
 * @param maxCutDb most that is turned down, 0…60
 * @param gateLufs momentary loudness below which the gain stands still, −70…0
 * @param fallPace how many times as fast as usual it turns down, 0.01…100
 * @param risePace how many times as fast as usual it turns up, 0.01…100
 */
public record NormaliserSettings(
        double targetLufs, double maxGainDb, double maxCutDb, double gateLufs, double fallPace, double risePace)
        implements NodeSettings {
    /** Pink noise of RMS 0.1 on two channels reads −19 LUFS. */
    public static final NormaliserSettings DEFAULT = new NormaliserSettings(-19, 12, 24, -50);

    /** At the usual pace. */
    public NormaliserSettings(double targetLufs, double maxGainDb, double maxCutDb, double gateLufs) {
        this(targetLufs, maxGainDb, maxCutDb, gateLufs, 1, 1);
    }

    public NormaliserSettings {
        Ranges.check("fallPace", fallPace, 0.01, 100);
        Ranges.check("risePace", risePace, 0.01, 100);
        Ranges.check("targetLufs", targetLufs, -60, 0);
        Ranges.check("maxGainDb", maxGainDb, 0, 40);
        Ranges.check("maxCutDb", maxCutDb, 0, 60);
        Ranges.check("gateLufs", gateLufs, -70, 0);
    }

    @Override
    public Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        LoudnessSteering steering = new LoudnessSteering(format.sampleRateHz(), wish());
        return new NormaliserHandle(steering, new NormaliserNode(steering, format.periodFrames()));
    }

    LoudnessSteering.Wish wish() {
        return LoudnessSteering.Wish.ofLufs(targetLufs, gateLufs, maxGainDb, maxCutDb)
                .at(fallPace, risePace);
    }
}
