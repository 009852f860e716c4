package io.antiphon.io.webrtc;

/**
 * When the encoder thread takes its next frames: every 10 ms by the clock, moved later when the audio was not there yet
 * and earlier when it keeps lying about, so that packets leave evenly and the pace is that of the graph even if its clock
 * is another one. Owned by the encoder thread.
 */
final class EncoderPacer {
    /** Frames of one turn: 10 ms at 48 kHz. */
    static final int TURN_FRAMES = 480;

    private static final long TURN_NS = 10_000_000;
    private static final long STEP_NS = 1_000_000;
    private static final int STEP_FRAMES = 48;
    private static final int WINDOW_TURNS = 100;

    private long dueNs;
    private int turns;
    private int leastSurplusFrames = Integer.MAX_VALUE;

    EncoderPacer(long nowNs) {
        dueNs = nowNs;
    }

    long dueNs() {
        return dueNs;
    }

    /** The audio of this turn has not come yet. */
    void early(long nowNs) {
        dueNs = Math.max(dueNs, nowNs) + STEP_NS;
        startWindow();
    }

    /**
     * Turns were taken.
     *
     * @param taken how many, at least 1
     * @param surplusFrames frames that are left
     */
    void took(int taken, int surplusFrames) {
        dueNs += taken * TURN_NS;
        leastSurplusFrames = Math.min(leastSurplusFrames, surplusFrames);
        turns++;
        if (turns == WINDOW_TURNS) {
            if (leastSurplusFrames >= 3 * STEP_FRAMES) {
                dueNs -= STEP_NS;
            }
            startWindow();
        }
    }

    private void startWindow() {
        turns = 0;
        leastSurplusFrames = Integer.MAX_VALUE;
    }
}
