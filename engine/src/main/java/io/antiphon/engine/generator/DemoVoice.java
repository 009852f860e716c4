package io.antiphon.engine.generator;

import io.antiphon.engine.audio.RealTime;

/**
 * One note of the demo piece: a sine whose phase is bent by a second one, brighter when struck and mellowing as it dies
 * away. Owned by the render thread.
 */
final class DemoVoice {
    private static final float SILENT = 1e-4f;

    /** Of 60 dB. */
    private static final double LN_1000 = StrictMath.log(1000);

    private double carrierCycles;
    private double carrierStep;
    private double bendCycles;
    private double bendStep;
    private float level;
    private float levelFactor;
    private float attack;
    private float attackStep;
    private float bend;
    private float bendFactor;
    private float left;
    private float right;

    /** True when it can be struck again without cutting a note off. */
    @RealTime
    boolean isFree() {
        return level < SILENT;
    }

    /** How loud it is now, for choosing the one to cut off when none is free. */
    @RealTime
    float level() {
        return level;
    }

    /**
     * Starts a note.
     *
     * @param cyclesPerFrame pitch
     * @param level peak level, linear
     * @param pan −1 left … 1 right
     * @param attackFrames frames to full level
     * @param decayFrames frames to fall by 60 dB
     * @param brightness depth of the bend when struck, in cycles; 0 is a pure sine
     */
    @RealTime
    void strike(double cyclesPerFrame, float level, float pan, int attackFrames, int decayFrames, float brightness) {
        this.carrierStep = cyclesPerFrame;
        this.bendStep = cyclesPerFrame * 2;
        this.carrierCycles = 0;
        this.bendCycles = 0;
        this.level = level;
        this.levelFactor = (float) StrictMath.exp(-LN_1000 / decayFrames);
        this.attack = 0;
        this.attackStep = 1f / attackFrames;
        this.bend = brightness;
        this.bendFactor = (float) StrictMath.exp(-2 * LN_1000 / decayFrames);
        this.left = (float) Sine.exact((pan + 3) / 8);
        this.right = (float) Sine.exact((pan + 1) / 8);
    }

    /** Adds the note to {@code frames} frames from {@code offset} on. */
    @RealTime
    void addTo(float[] leftOut, float[] rightOut, int offset, int frames) {
        for (int i = offset; i < offset + frames; i++) {
            attack = Math.min(1f, attack + attackStep);
            float sample = level * attack * Sine.at(2 + carrierCycles + bend * Sine.at(bendCycles));
            leftOut[i] += left * sample;
            rightOut[i] += right * sample;
            level *= levelFactor;
            bend *= bendFactor;
            carrierCycles += carrierStep;
            bendCycles += bendStep;
        }
        carrierCycles -= (long) carrierCycles;
        bendCycles -= (long) bendCycles;
        if (level < SILENT) {
            level = 0;
        }
    }
}
