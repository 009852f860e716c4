package io.antiphon.engine.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.dsp.PolyphaseKernels;
import io.antiphon.engine.testing.AllocationWindows;
import org.junit.jupiter.api.Test;

class InputBridgeAllocationTest {
    private static final int PERIOD = 128;
    private static final int PACKET = 288;
    private static final int WINDOW = 10_000;
    private static final int WINDOWS = 4;

    @Test
    void readsTenThousandPeriodsWithoutAllocating() {
        PolyphaseKernels.warmUp();
        AllocationWindows windows = new AllocationWindows(WINDOW);
        InputBridge bridge = new InputBridge(48_000, 2, 48_000, PERIOD, 8);
        AudioBlock period = new AudioBlock(AudioBlock.MAX_CHANNELS, PERIOD);
        float[][] packet = noise();
        long written = 0;
        long heard = 0;
        for (long turn = 0; turn < WINDOWS * WINDOW; turn++) {
            long nowNs = turn * PERIOD * 1_000_000L / 48;
            while (written * PACKET * 1_000_000L / 48 <= nowNs) {
                bridge.write(packet, PACKET, written * PACKET * 1_000_000L / 48);
                written++;
            }
            windows.run(() -> bridge.read(period, nowNs));
            heard += period.isSilent() ? 0 : 1;
        }
        assertThat(heard).as("periods with sound").isGreaterThan(WINDOWS * WINDOW - WINDOW / 2);
        assertThat(windows.bytes())
                .as("bytes allocated in each %d periods", WINDOW)
                .contains(0L);
    }

    private static float[][] noise() {
        float[][] packet = new float[2][PACKET];
        for (int i = 0; i < PACKET; i++) {
            packet[0][i] = (i * 7919 % 1000) / 1000f - 0.5f;
            packet[1][i] = (i * 104729 % 1000) / 1000f - 0.5f;
        }
        return packet;
    }
}
