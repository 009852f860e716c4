package io.antiphon.control.apply;

import io.antiphon.control.tuning.Tuning;
import io.antiphon.engine.dsp.Dither;
import io.antiphon.engine.dsp.RampedGain;
import io.antiphon.engine.endpoint.PlayoutTuning;
import io.antiphon.engine.node.DcFilterSettings;
import io.antiphon.engine.node.NormaliserSettings;
import org.jspecify.annotations.Nullable;

/**
 * The tuning in the engine's own terms. A key at its default leaves the engine as it was built. Immutable.
 *
 * @param rampFrames frames in which a volume goes to its new value
 * @param normaliser of paths whose sink is normalised
 * @param dcFilter behind every stream; null for none
 * @param dither of sinks of less than 32 bits
 * @param playout of jitter buffers
 */
record EngineTuning(
        int rampFrames,
        NormaliserSettings normaliser,
        @Nullable DcFilterSettings dcFilter,
        Dither dither,
        PlayoutTuning.Wish playout) {
    /** As it was built. */
    static final EngineTuning DEFAULT = of(Tuning.DEFAULT);

    private static final int SHORTEST_RAMP_FRAMES = 48;

    static EngineTuning of(Tuning tuning) {
        Tuning.Processor processor = tuning.processorTuning();
        Tuning.Processor usual = Tuning.Processor.DEFAULT;
        double ramp = RampedGain.RAMP_FRAMES * usual.volumeSmoothingFactor() / processor.volumeSmoothingFactor();
        double cutoffHz = processor.dcFilterCutoffHz();
        boolean shaped = processor.ditherNoiseShapingFactor() > usual.ditherNoiseShapingFactor();
        Tuning.Timeshift streams = tuning.timeshiftTuning();
        return new EngineTuning(
                Math.max(SHORTEST_RAMP_FRAMES, (int) Math.round(ramp)),
                normaliser(processor, usual),
                cutoffHz == usual.dcFilterCutoffHz() ? null : new DcFilterSettings(cutoffHz),
                shaped ? Dither.SHAPED : Dither.TRIANGULAR,
                new PlayoutTuning.Wish(
                        unusual(streams.targetBufferLevelMs(), Tuning.Timeshift.DEFAULT.targetBufferLevelMs()),
                        unusual(streams.latePacketThresholdMs(), Tuning.Timeshift.DEFAULT.latePacketThresholdMs())));
    }

    private static NormaliserSettings normaliser(Tuning.Processor wanted, Tuning.Processor usual) {
        NormaliserSettings built = NormaliserSettings.DEFAULT;
        double louder = 20 * Math.log10(wanted.normalizationTargetRms() / usual.normalizationTargetRms());
        return new NormaliserSettings(
                built.targetLufs() + louder,
                built.maxGainDb(),
                built.maxCutDb(),
                built.gateLufs(),
                wanted.normalizationDecaySmoothing() / usual.normalizationDecaySmoothing(),
                wanted.normalizationAttackSmoothing() / usual.normalizationAttackSmoothing());
    }

    private static @Nullable Double unusual(double value, double usual) {
        return value == usual ? null : value;
    }
}
