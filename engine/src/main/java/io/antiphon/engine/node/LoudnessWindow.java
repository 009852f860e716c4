package io.antiphon.engine.node;

import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.Loudness;
import io.antiphon.engine.dsp.LoudnessHistogram;
import io.antiphon.engine.dsp.LoudnessSlots;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * The running measurement of a loudness meter, handed from the render thread to any reader by a sequence lock: the writer
 * never waits, a reader that was overtaken asks again. The render thread writes energies; logarithms and gates
 * are the reader's work.
 */
final class LoudnessWindow {
    /** Slots from one gating block to the next: three quarters of a block overlap. */
    private static final int SLOTS_PER_BLOCK = LoudnessSlots.MOMENTARY / 4;

    /** A write takes less than a microsecond and the next is 10 ms away. */
    private static final int ATTEMPTS = 3;

    private volatile long sequence;
    private int measurement;
    private long slots;
    private double momentary;
    private double shortTerm;
    private double maxMomentary;
    private double maxShortTerm;
    private float recentPeak;
    private float maxPeak;
    private final LoudnessHistogram blocks = new LoudnessHistogram();
    private final LoudnessHistogram shortTerms = new LoudnessHistogram();

    /** Begins a measurement. Render thread. */
    @RealTime
    void restart(int number) {
        begin();
        measurement = number;
        slots = 0;
        maxMomentary = 0;
        maxShortTerm = 0;
        maxPeak = 0;
        blocks.clear();
        shortTerms.clear();
        end();
    }

    /**
     * Takes the state at the end of a slot. Only windows that lie wholly within the measurement count for it. Render
     * thread.
     */
    @RealTime
    void publish(double momentaryEnergy, double shortTermEnergy, float peak) {
        begin();
        slots++;
        momentary = momentaryEnergy;
        shortTerm = shortTermEnergy;
        recentPeak = peak;
        maxPeak = Math.max(maxPeak, peak);
        boolean block = slots % SLOTS_PER_BLOCK == 0;
        if (slots >= LoudnessSlots.MOMENTARY) {
            maxMomentary = Math.max(maxMomentary, momentaryEnergy);
            if (block) {
                blocks.add(momentaryEnergy);
            }
        }
        if (slots >= LoudnessSlots.SHORT_TERM) {
            maxShortTerm = Math.max(maxShortTerm, shortTermEnergy);
            if (block) {
                shortTerms.add(shortTermEnergy);
            }
        }
        end();
    }

    /** Any thread. */
    Optional<LoudnessReading> read() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long before = sequence;
            if (before == 0) {
                return Optional.empty();
            }
            LoudnessReading reading = copied();
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && sequence == before) {
                return Optional.of(reading);
            }
            Thread.onSpinWait();
        }
        return Optional.empty();
    }

    @RealTime
    private void begin() {
        long odd = sequence + 1;
        sequence = odd;
        VarHandle.fullFence();
    }

    @RealTime
    private void end() {
        long even = sequence + 1;
        VarHandle.releaseFence();
        sequence = even;
    }

    /** What stands there, possibly half overwritten. */
    private LoudnessReading copied() {
        return new LoudnessReading(
                measurement,
                (double) slots / LoudnessSlots.A_SECOND,
                Loudness.lufs(momentary),
                Loudness.lufs(shortTerm),
                blocks.copy().integratedLufs(),
                shortTerms.copy().rangeLu(),
                Loudness.lufs(maxMomentary),
                Loudness.lufs(maxShortTerm),
                Decibels.ofLinear(recentPeak),
                Decibels.ofLinear(maxPeak));
    }
}
