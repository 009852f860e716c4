package io.antiphon.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AudioRingTest {
    private final AudioRing ring = new AudioRing(2, 8);

    @Test
    void capacityIsRoundedUpToAPowerOfTwo() {
        assertThat(new AudioRing(1, 5).capacity()).isEqualTo(8);
        assertThat(new AudioRing(1, 8).capacity()).isEqualTo(8);
        assertThat(new AudioRing(1, 1).capacity()).isEqualTo(1);
    }

    @Test
    void framesComeOutInOrderAcrossTheSeam() {
        float[][] out = new float[2][6];
        for (int turn = 0; turn < 10; turn++) {
            assertThat(ring.write(ramp(turn * 6, 6), 2, 0, 6)).isEqualTo(6);
            assertThat(ring.read(out, 0, 6)).isEqualTo(6);
            assertThat(out).isDeepEqualTo(ramp(turn * 6, 6));
        }
    }

    @Test
    void fullRingTakesFewerFramesThanOffered() {
        assertThat(ring.write(ramp(0, 6), 2, 0, 6)).isEqualTo(6);
        assertThat(ring.write(ramp(6, 6), 2, 0, 6)).isEqualTo(2);
        assertThat(ring.free()).isZero();
        assertThat(ring.writeSilence(1)).isZero();
    }

    @Test
    void emptyRingGivesFewerFramesThanAsked() {
        ring.write(ramp(0, 3), 2, 0, 3);
        float[][] out = new float[2][6];
        assertThat(ring.read(out, 1, 5)).isEqualTo(3);
        assertThat(out[0]).containsExactly(0, 0, 1, 2, 0, 0);
        assertThat(ring.read(out, 0, 1)).isZero();
    }

    @Test
    void skippedFramesAreTheOldest() {
        ring.write(ramp(0, 5), 2, 0, 5);
        assertThat(ring.skip(3)).isEqualTo(3);
        float[][] out = new float[2][2];
        ring.read(out, 0, 2);
        assertThat(out[0]).containsExactly(3, 4);
        assertThat(ring.totalRead()).isEqualTo(5);
    }

    @Test
    void channelsThatAreMissingBecomeSilent() {
        ring.write(ramp(1, 2), 2, 0, 2);
        ring.skip(2);
        ring.write(new float[][] {{7, 8}}, 1, 0, 2);
        float[][] out = {{9, 9}, {9, 9}};
        ring.read(out, 0, 2);
        assertThat(out).isDeepEqualTo(new float[][] {{7, 8}, {0, 0}});
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void twoThreadsLoseAndChangeNothing() throws InterruptedException {
        int total = 2_000_000;
        AudioRing shared = new AudioRing(1, 64);
        Thread writer = Thread.ofPlatform().start(() -> {
            float[][] in = new float[1][48];
            for (int next = 0; next < total; ) {
                for (int i = 0; i < 48; i++) {
                    in[0][i] = next + i;
                }
                int taken = shared.write(in, 1, 0, Math.min(48, total - next));
                next += taken;
                if (taken == 0) {
                    Thread.onSpinWait();
                }
            }
        });
        float[][] out = new float[1][33];
        int expected = 0;
        int wrong = 0;
        while (expected < total) {
            int count = shared.read(out, 0, 33);
            for (int i = 0; i < count; i++) {
                wrong += out[0][i] == expected + i ? 0 : 1;
            }
            expected += count;
        }
        writer.join();
        assertThat(wrong).isZero();
        assertThat(shared.available()).isZero();
    }

    private static float[][] ramp(int first, int frames) {
        float[][] samples = new float[2][frames];
        for (int i = 0; i < frames; i++) {
            samples[0][i] = first + i;
            samples[1][i] = -first - i;
        }
        return samples;
    }
}
