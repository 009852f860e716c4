package io.antiphon.engine.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.audio.AudioBlock;
import org.junit.jupiter.api.Test;

class PacketOrderTest {
    private static final int PACKET = 288;
    private static final long PACKET_NS = 6_000_000;
    private static final int PERIOD = 128;

    /** Its margin is 20 ms, twice the least, while a test lasts. */
    private final InputBridge bridge = new InputBridge(48_000, 1, 48_000, PERIOD, 10);

    private final PacketOrder order = new PacketOrder(bridge);
    private final AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, PERIOD);
    private final float[][] packet = new float[1][PACKET];

    @Test
    void packetsThatCameLateTwiceOrNotAtAllAreCounted() {
        long[] arriving = {1, 2, 4, 3, 4, 6, 7, 8, 9, 10};
        for (int i = 0; i < arriving.length; i++) {
            order.write(arriving[i], packet, PACKET, (i + 1) * PACKET_NS);
        }
        assertThat(bridge.counters().get(BridgeCounter.REORDERED_PACKETS)).isEqualTo(1);
        assertThat(bridge.counters().get(BridgeCounter.DUPLICATE_PACKETS)).isEqualTo(1);
        assertThat(bridge.counters().get(BridgeCounter.LOST_PACKETS)).isEqualTo(1);
        assertThat(bridge.counters().get(BridgeCounter.LOST_FRAMES)).isEqualTo(PACKET);
    }

    @Test
    void aPacketThatWasGivenUpAndComesIsLateAndNotHeard() {
        order.write(1, packet, PACKET, 0);
        for (int number = 3; number < 8; number++) {
            order.write(number, packet, PACKET, (number - 1) * PACKET_NS);
        }
        assertThat(bridge.counters().get(BridgeCounter.LOST_PACKETS)).isEqualTo(1);
        long late = bridge.counters().get(BridgeCounter.LATE_PACKETS);
        order.write(2, packet, PACKET, 7 * PACKET_NS);
        order.write(2, packet, PACKET, 7 * PACKET_NS);
        assertThat(bridge.counters().get(BridgeCounter.LATE_PACKETS)).isEqualTo(late + 1);
        assertThat(bridge.counters().get(BridgeCounter.DUPLICATE_PACKETS)).isEqualTo(1);
    }

    @Test
    void aSenderThatBeginsAnewIsFollowedAtOnce() {
        order.write(100_000, packet, PACKET, 0);
        order.write(5, packet, PACKET, PACKET_NS);
        order.write(6, packet, PACKET, 2 * PACKET_NS);
        assertThat(bridge.counters().get(BridgeCounter.LOST_PACKETS)).isZero();
        assertThat(bridge.counters().get(BridgeCounter.DUPLICATE_PACKETS)).isZero();
    }

    @Test
    void packetsThatOvertookEachOtherSoundAsIfTheyHadNot() {
        float[] straight = listen(new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 10);
        float[] crossed = new PacketOrderTest().listen(new long[] {0, 1, 2, 4, 3, 5, 6, 8, 7, 9}, 10);
        assertThat(crossed).isEqualTo(straight);
    }

    @Test
    void aLostPacketIsFadedOutAndInWithoutAStep() {
        float[] heard = listen(new long[] {0, 1, 2, 3, -1, 5, 6, 7, 8, 9, 10, 11}, 12);
        double steepest = 0;
        int silent = 0;
        for (int i = 1; i < heard.length; i++) {
            steepest = Math.max(steepest, Math.abs(heard[i] - heard[i - 1]));
            silent += i > 2_000 && Math.abs(heard[i]) < 1e-3 ? 1 : 0;
        }
        // A sine of 500 Hz whose mirror image at the loss bends, but does not step.
        assertThat(steepest).isLessThan(0.5 * 2 * Math.PI * 500 / 48_000 * 1.6);
        assertThat(silent).isBetween(PACKET - 2 * 96 - 20, PACKET + 60);
        assertThat(bridge.counters().get(BridgeCounter.UNDERRUNS)).isZero();
    }

    /** Packets of a sine arrive in that order, one every 6 ms, −1 not at all; gives what is heard while they last. */
    private float[] listen(long[] arriving, int packets) {
        int periods = packets * PACKET / PERIOD;
        float[] heard = new float[periods * PERIOD];
        int next = 0;
        for (int period = 0; period < periods; period++) {
            long nowNs = (long) period * PERIOD * 1_000_000L / 48;
            for (; next < arriving.length && next * PACKET_NS <= nowNs; next++) {
                if (arriving[next] >= 0) {
                    fill(arriving[next]);
                    order.write(arriving[next], packet, PACKET, next * PACKET_NS);
                }
            }
            bridge.read(block, nowNs);
            System.arraycopy(block.channel(0), 0, heard, period * PERIOD, PERIOD);
        }
        return heard;
    }

    private void fill(long number) {
        for (int i = 0; i < PACKET; i++) {
            packet[0][i] = (float) (0.5 * Math.sin(2 * Math.PI * 500 * (number * PACKET + i) / 48_000));
        }
    }
}
