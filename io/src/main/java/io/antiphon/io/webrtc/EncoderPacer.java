package io.antiphon.io.webrtc;

import io.antiphon.io.codec.EncoderInput;

/**
 * When the encoder thread takes its next frames: every turn by the clock, moved later when the audio was not there yet
 * and earlier when it keeps lying about, so that packets leave evenly and the pace is that of the graph even if its clock
 * is another one. Owned by the encoder thread.
 */
final class EncoderPacer {
    /** Most frames of one turn: 10 ms at 48 kHz. A turn is shorter where shorter packets are wanted. */
    static final int TURN_FRAMES = EncoderInput.TURN_FRAMES;

    private static final long FRAMES_PER_SECOND = 48_000;
    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final long STEP_NS = 1_000_000;
    private static final int STEP_FRAMES = 48;
    private static final int WINDOW_FRAMES = 48_000;

    private long dueNs;
    private int frames;
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
     * Frames were taken.
     *
     * @param taken how many: one turn or more
     * @param surplusFrames frames that are left
     */
    void took(int taken, int surplusFrames) {
        dueNs += taken * NS_PER_SECOND / FRAMES_PER_SECOND;
        leastSurplusFrames = Math.min(leastSurplusFrames, surplusFrames);
        frames += taken;
        if (frames >= WINDOW_FRAMES) {
            if (leastSurplusFrames >= 3 * STEP_FRAMES) {
                dueNs -= STEP_NS;
            }
            startWindow();
        }
    }

    private void startWindow() {
        frames = 0;
        leastSurplusFrames = Integer.MAX_VALUE;
    }
}
