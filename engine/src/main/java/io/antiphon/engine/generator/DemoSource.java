package io.antiphon.engine.generator;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import java.util.Arrays;

/**
 * The demo piece: a slow turn through four chords, with a bass, a broken chord and a melody that is drawn anew each time
 * from the notes that fit. Made as it plays, the same at every start.
 */
final class DemoSource implements SourceEndpoint {
    private static final double BEATS_PER_MINUTE = 76;
    private static final int STEPS_PER_BEAT = 4;
    private static final int STEPS_PER_BAR = 16;
    private static final int VOICES = 24;
    private static final double LN_2 = StrictMath.log(2);

    /** D major with the ninth, B minor, G major with the seventh, A with the fourth: MIDI notes, bass first. */
    private static final int[][] CHORDS = {
        {38, 57, 61, 64, 66}, {35, 57, 62, 64, 66}, {43, 59, 62, 66, 69}, {45, 57, 62, 64, 69},
    };

    /** Notes of the melody, D major without its fourth and seventh: every one fits every chord. */
    private static final int[] MELODY = {74, 76, 78, 81, 83, 86, 88, 90};

    private final DemoVoice[] voices = new DemoVoice[VOICES];
    private final DemoEcho echo;
    private final int sampleRateHz;
    private final double framesPerStep;
    private double framesToNextStep;
    private int step;
    private int melodyIndex = 2;
    private int random = 0x2545F491;

    DemoSource(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        this.framesPerStep = 60.0 * sampleRateHz / BEATS_PER_MINUTE / STEPS_PER_BEAT;
        this.echo = new DemoEcho((int) (3 * framesPerStep));
        Arrays.setAll(voices, i -> new DemoVoice());
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        float[] left = into.channel(0);
        float[] right = into.channel(1);
        Arrays.fill(left, 0f);
        Arrays.fill(right, 0f);
        int done = 0;
        while (done < into.frames()) {
            if (framesToNextStep < 1) {
                strikeStep();
                framesToNextStep += framesPerStep;
            }
            int count = Math.min(into.frames() - done, (int) framesToNextStep);
            for (int v = 0; v < voices.length; v++) {
                if (!voices[v].isFree()) {
                    voices[v].addTo(left, right, done, count);
                }
            }
            framesToNextStep -= count;
            done += count;
        }
        echo.process(left, right, into.frames());
        into.written(2);
    }

    @Override
    public SourceStatus status() {
        return GeneratorProvider.STATUS;
    }

    @Override
    public void close() {}

    @RealTime
    private void strikeStep() {
        int inBar = step % STEPS_PER_BAR;
        int[] chord = CHORDS[step / STEPS_PER_BAR % CHORDS.length];
        if (inBar == 0) {
            strike(chord[0], 0.22f, 0, 0.02, 4.5, 0.10f);
            for (int i = 1; i < chord.length; i++) {
                strike(chord[i], 0.045f, i * 0.4f - 1f, 0.5, 5.0, 0.03f);
            }
        } else if (inBar == 10) {
            strike(chord[0] + 12, 0.10f, 0, 0.02, 2.0, 0.10f);
        }
        if (inBar % 2 == 0 && chance(88)) {
            strike(chord[1 + (step / 2 * 3) % 4] + 12, 0.055f, step / 2 % 2 == 0 ? -0.55f : 0.55f, 0.004, 1.6, 0.16f);
        }
        if ((inBar % 4 == 0 || inBar % 8 == 3) && chance(62)) {
            melodyIndex = Math.clamp(melodyIndex + draw(5) - 2, 0, MELODY.length - 1);
            strike(MELODY[melodyIndex], 0.10f, 0.15f, 0.006, 2.6, 0.20f);
        }
        step++;
    }

    @RealTime
    private void strike(int note, float level, float pan, double attackSeconds, double decaySeconds, float brightness) {
        double hz = 440 * StrictMath.exp(LN_2 * (note - 69) / 12.0);
        DemoVoice quietest = voices[0];
        for (int v = 1; v < voices.length; v++) {
            if (voices[v].level() < quietest.level()) {
                quietest = voices[v];
            }
        }
        quietest.strike(
                hz / sampleRateHz,
                level,
                pan,
                (int) (attackSeconds * sampleRateHz),
                (int) (decaySeconds * sampleRateHz),
                brightness);
    }

    @RealTime
    private boolean chance(int percent) {
        return draw(100) < percent;
    }

    /** The next of a fixed sequence of numbers from 0 to below {@code bound} (Marsaglia's xorshift). */
    @RealTime
    private int draw(int bound) {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return Math.floorMod(random, bound);
    }
}
