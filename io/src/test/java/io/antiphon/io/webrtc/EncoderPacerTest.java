package io.antiphon.io.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncoderPacerTest {
    private static final int PERIOD = 128;

    @Test
    void audioIsTakenSoonAfterItCameWhateverThePhase() {
        for (long phaseNs = 0; phaseNs < 10_000_000; phaseNs += 700_000) {
            assertThat(mostWaitingFrames(phaseNs, 48_000.0))
                    .as("phaseNs=%d", phaseNs)
                    .isLessThan(480 + 4 * PERIOD);
        }
    }

    @Test
    void paceFollowsAGraphWhoseClockDiffers() {
        assertThat(mostWaitingFrames(0, 48_048.0)).isLessThan(480 + 4 * PERIOD);
        assertThat(mostWaitingFrames(0, 47_952.0)).isLessThan(480 + 4 * PERIOD);
    }

    /** Runs two minutes and gives the most frames that lay in the ring in the second one, before a turn. */
    private static int mostWaitingFrames(long phaseNs, double graphRate) {
        EncoderPacer pacer = new EncoderPacer(phaseNs);
        long taken = 0;
        int most = 0;
        while (pacer.dueNs() < 120_000_000_000L) {
            long nowNs = pacer.dueNs();
            long written = (long) (nowNs / 1e9 * graphRate) / PERIOD * PERIOD;
            int available = (int) (written - taken);
            int whole = available - available % EncoderPacer.TURN_FRAMES;
            taken += whole;
            if (nowNs > 60_000_000_000L) {
                most = Math.max(most, available);
            }
            if (whole == 0) {
                pacer.early(nowNs);
            } else {
                pacer.took(whole, available - whole);
            }
        }
        return most;
    }
}
