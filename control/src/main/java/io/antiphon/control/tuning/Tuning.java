package io.antiphon.control.tuning;

import io.antiphon.control.schema.Meaning;
import io.antiphon.control.schema.Range;

/**
 * How the engine works, as far as a person may turn it: the ancestors' keys with their defaults and what is allowed. Those
 * with a {@link Meaning} act on this engine; the others belong to parts that work otherwise here, or are not there yet: they
 * are checked, kept and told. With all defaults the engine works as it was built. Immutable.
 *
 * @param timeshiftTuning jitter buffers of streams
 * @param mixerTuning mixers of sinks and their MP3 streams
 * @param sourceProcessorTuning what is done to one source
 * @param processorTuning signal processing
 * @param synchronization whether sinks play in step
 * @param synchronizationTuning how sinks are kept in step
 * @param rtpReceiverTuning receivers of RTP
 * @param systemAudioTuning devices of this machine
 */
public record Tuning(
        Timeshift timeshiftTuning,
        Mixer mixerTuning,
        SourceProcessor sourceProcessorTuning,
        Processor processorTuning,
        Synchronization synchronization,
        SynchronizationPace synchronizationTuning,
        RtpReceiver rtpReceiverTuning,
        SystemAudio systemAudioTuning) {
    /** As the ancestors have it. */
    public static final Tuning DEFAULT = new Tuning(
            Timeshift.DEFAULT,
            Mixer.DEFAULT,
            SourceProcessor.DEFAULT,
            Processor.DEFAULT,
            Synchronization.DEFAULT,
            SynchronizationPace.DEFAULT,
            RtpReceiver.DEFAULT,
            SystemAudio.DEFAULT);

    /** Jitter buffers of streams. */
    public record Timeshift(
            @Range(min = 100, max = 60000) int cleanupIntervalMs,

            @Meaning("A packet counts as late (late_packets) from this lateness on. At 10: when it "
                    + "came later than the margin of its stream covers.")
            @Range(min = 0, max = 5000)
            double latePacketThresholdMs,

            @Meaning("Least safety margin of a stream against late packets; more when packets are "
                    + "late. At 24: the margin that each transport finds best, 5 ms for Scream.")
            @Range(min = 0, max = 200)
            double targetBufferLevelMs,

            @Range(min = 1, max = 1000) int loopMaxSleepMs,
            @Range(min = 0, max = 60000) double maxCatchupLagMs,
            @Range(min = 1, max = 65536) int maxClockPendingPackets,
            @Range(min = 0, max = 60) double rtpContinuitySlackSeconds,
            @Range(min = 0, max = 60) double rtpSessionResetThresholdSeconds,
            @Range(min = 0, max = 1000000) double playbackRatioMaxDeviationPpm,
            @Range(min = 0, max = 1000000) double playbackRatioSlewPpmPerSec,
            @Range(min = 0, max = 1000) double playbackRatioKp,
            @Range(min = 0, max = 1000) double playbackRatioKi,
            @Range(min = 0, max = 1000000) double playbackRatioIntegralLimitPpm,
            @Range(min = 0, max = 1) double playbackRatioDeadZoneRatio,
            @Range(min = 0, max = 1) double playbackRatioIntegralDecay,
            @Range(min = 0, max = 1) double playbackRatioSmoothing,
            @Range(min = 0, max = 1) double playbackRatioInboundRateSmoothing,
            @Range(min = 0, max = 1000000) double playbackRatioCatchupPpmPerMs,
            @Range(min = 0, max = 1000000) double playbackRatioCatchupMaxPpm,
            @Range(min = 0, max = 10000000) double maxPlayoutLeadMs,
            boolean playbackRateAdjustmentEnabled) {
        /** As the ancestors have it. */
        public static final Timeshift DEFAULT = new Timeshift(
                1000, 10, 24, 10, 5000, 64, 0.25, 0.2, 2000, 0, 0.25, 0.05, 2000, 0.05, 0.95, 0, 0.1, 1000, 200000,
                2500000, false);
    }

    /** Mixers of sinks and their MP3 streams. */
    public record Mixer(
            @Meaning("Bit rate of MP3 streams that do not say theirs: the highest that MP3 has and that is "
                    + "not above. At 384: 320.")
            @Range(min = 8, max = 640)
            int mp3BitrateKbps,

            boolean mp3VbrEnabled,
            @Range(min = 1, max = 10000) int mp3OutputQueueMaxSize,
            @Range(min = 0, max = 60000) int underrunHoldTimeoutMs,
            @Range(min = 1, max = 10000) int maxInputQueueChunks,
            @Range(min = 1, max = 10000) int minInputQueueChunks,
            @Range(min = 1, max = 10000) int maxReadyChunksPerSource,
            @Range(min = 1, max = 10000) int maxQueuedChunks) {
        /** As the ancestors have it. */
        public static final Mixer DEFAULT = new Mixer(384, false, 10, 250, 32, 4, 8, 1);
    }

    /** What is done to one source. */
    public record SourceProcessor(
            @Range(min = 1, max = 10000) int commandLoopSleepMs,
            @Range(min = 1, max = 60000) int discontinuityThresholdMs) {
        /** As the ancestors have it. */
        public static final SourceProcessor DEFAULT = new SourceProcessor(20, 100);
    }

    /** Signal processing. */
    public record Processor(
            @Range(min = 1, max = 16) int oversamplingFactor,

            @Meaning("How fast a volume moves to its new value: in a straight line of 1024 frames at "
                    + "0.005, half as many at 0.01. Holds for the next change of a volume.")
            @Range(min = 0.0001, max = 0.1)
            double volumeSmoothingFactor,

            @Meaning("A high-pass of second order behind every stream, which takes away a constant "
                    + "offset; 3 dB down at this frequency. At 20: none, as the ancestors never ran "
                    + "theirs.")
            @Range(min = 1, max = 200)
            double dcFilterCutoffHz,

            @Meaning("Loudness that volume_normalization of a sink brings everything to: -19 LUFS at "
                    + "0.1, 6 LU more at twice that.")
            @Range(min = 0.001, max = 0.5)
            double normalizationTargetRms,

            @Meaning("How fast volume_normalization turns up what is too quiet: up to 1.5 dB a second "
                    + "at 0.2, in proportion.")
            @Range(min = 0.002, max = 1)
            double normalizationAttackSmoothing,

            @Meaning("How fast volume_normalization turns down what is too loud: up to 10 dB a second "
                    + "at 0.05, in proportion.")
            @Range(min = 0.0005, max = 1)
            double normalizationDecaySmoothing,

            @Meaning("Dither of sinks of 16 and 24 bits: triangular and flat up to 0.25, above with "
                    + "its noise shaped to the ear. Holds from the next packet on.")
            @Range(min = 0, max = 1)
            double ditherNoiseShapingFactor) {
        /** As the ancestors have it. */
        public static final Processor DEFAULT = new Processor(1, 0.005, 20, 0.1, 0.2, 0.05, 0.25);
    }

    /** Whether sinks play in step. */
    public record Synchronization(boolean enableMultiSinkSync) {
        /** As the ancestors have it. */
        public static final Synchronization DEFAULT = new Synchronization(false);
    }

    /** How sinks are kept in step. */
    public record SynchronizationPace(
            @Range(min = 1, max = 10000) int barrierTimeoutMs,
            @Range(min = 0, max = 10) double syncProportionalGain,
            @Range(min = 0, max = 0.5) double maxRateAdjustment,
            @Range(min = 0, max = 1) double syncSmoothingFactor) {
        /** As the ancestors have it. */
        public static final SynchronizationPace DEFAULT = new SynchronizationPace(50, 0.01, 0.02, 0.9);
    }

    /** Receivers of RTP. */
    public record RtpReceiver(
            @Range(min = 1, max = 60000) int formatProbeDurationMs,
            @Range(min = 1, max = 10000000) int formatProbeMinBytes) {
        /** As the ancestors have it. */
        public static final RtpReceiver DEFAULT = new RtpReceiver(500, 5000);
    }

    /** Devices of this machine. */
    public record SystemAudio(
            @Range(min = 1, max = 5000) int alsaTargetLatencyMs,
            @Range(min = 2, max = 64) int alsaPeriodsPerBuffer,
            boolean alsaDynamicLatencyEnabled,
            @Range(min = 0, max = 5000) double alsaLatencyMinMs,
            @Range(min = 0, max = 5000) double alsaLatencyMaxMs,
            @Range(min = 0, max = 5000) double alsaLatencyLowWaterMs,
            @Range(min = 0, max = 5000) double alsaLatencyHighWaterMs,
            @Range(min = 0, max = 1000) double alsaLatencyIntegralGain,
            @Range(min = 0, max = 10000) double alsaLatencyRateLimitMsPerSec,
            @Range(min = 0, max = 10000) double alsaLatencyIdleDecayMsPerSec,
            @Range(min = 0, max = 5000) double alsaLatencyApplyHysteresisMs,
            @Range(min = 0, max = 600000) double alsaLatencyReconfigCooldownMs,
            @Range(min = 0, max = 5000) double alsaLatencyXrunBoostMs,
            @Range(min = 0, max = 5000) double alsaLatencyLowStepMs) {
        /** As the ancestors have it. */
        public static final SystemAudio DEFAULT =
                new SystemAudio(64, 3, true, 20, 500, 20, 50, 0.4, 8, 1, 2, 4000, 5, 3);
    }
}
