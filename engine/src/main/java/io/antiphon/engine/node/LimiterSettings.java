package io.antiphon.engine.node;

import io.antiphon.engine.dsp.LookAheadLimiter;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * A look-ahead limiter: true peaks stay below a ceiling, all channels are turned down together, and what is below comes
 * through bit for bit, 2 ms later.
 *
 * @param ceilingDb true peak that is never exceeded, −40…0 dBTP
 * @param releaseMs time in which the gain comes back to 1/e of what it lost, 1…5,000
 */
public record LimiterSettings(double ceilingDb, double releaseMs) implements NodeSettings {
    /** −1 dBTP: what EBU R 128 allows at most. */
    public static final LimiterSettings DEFAULT = new LimiterSettings(-1, 80);

    public LimiterSettings {
        Ranges.check("ceilingDb", ceilingDb, -40, 0);
        Ranges.check("releaseMs", releaseMs, 1, 5_000);
    }

    @Override
    public Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        LookAheadLimiter limiter =
                new LookAheadLimiter(format.sampleRateHz(), format.periodFrames(), ceilingDb, releaseMs / 1000);
        return new LimiterHandle(limiter, new LimiterNode(limiter, format.periodFrames()));
    }
}
