package io.antiphon.engine.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelayLineTest {
    private static final int EDGE = DelayLine.EDGE_FRAMES;

    @Test
    void framesAreFoundAgainThroughEveryLineThatTookOver() {
        DelayLine first = new DelayLine(1, 2_000);
        append(first, 0, 2_500);
        DelayLine second = new DelayLine(1, 3_000);
        second.takeOver(first);
        append(second, 2_500, 30);
        DelayLine third = new DelayLine(1, 10_000);
        third.takeOver(second);
        append(third, 2_530, 20);

        float[] heard = new float[2_300];
        third.read(heard, 0, 250, 2_300);
        for (int i = 0; i < 2_300; i++) {
            int position = 250 + i;
            if (position < 500) {
                assertThat(heard[i]).as("position %s", position).isZero();
            } else if (position < 500 + EDGE) {
                float gain = Fades.gain(position - 500, EDGE);
                assertThat(heard[i]).as("position %s", position).isEqualTo(position * gain);
            } else {
                assertThat(heard[i]).as("position %s", position).isEqualTo(position);
            }
        }
    }

    @Test
    void aLineThatHoldsNothingWantedIsLetGo() {
        DelayLine first = new DelayLine(1, 100);
        append(first, 0, 100);
        DelayLine second = new DelayLine(1, 100);
        second.takeOver(first);
        append(second, 100, 10);
        DelayLine third = new DelayLine(1, 200);
        third.takeOver(second);
        append(third, 110, 20);

        third.forget(99 + EDGE);
        assertThat(third.linesBefore()).isEqualTo(2);
        third.forget(100 + EDGE);
        assertThat(third.linesBefore()).isEqualTo(1);
        third.forget(110 + EDGE);
        assertThat(third.linesBefore()).isZero();
    }

    @Test
    void whatWasNeverWrittenIsSilence() {
        DelayLine line = new DelayLine(2, 64);
        float[] heard = {1, 1, 1, 1};
        append(line, 1, 2);
        line.read(heard, 0, -2, 4);
        assertThat(heard).containsExactly(0, 0, 1, 2);
    }

    /** Writes the numbers from {@code value} on, in pieces that wrap at odd places. */
    private static void append(DelayLine line, int value, int frames) {
        float[] piece = new float[7];
        for (int done = 0; done < frames; done += 7) {
            int count = Math.min(7, frames - done);
            for (int i = 0; i < count; i++) {
                piece[i] = value + done + i;
            }
            for (int c = 0; c < line.channels(); c++) {
                line.write(piece, c, count);
            }
            line.advance(count);
        }
    }
}
