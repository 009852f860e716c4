package io.antiphon.io.codec.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes out is decoded by ffmpeg and by Chromium in the system tests; here is what each packet is. */
class AvEncoderTest {
    private static final int RATE_HZ = 48_000;

    @Test
    void thisMachineHasTheLibrary() {
        assertThat(AvNative.problem()).isEmpty();
    }

    @Test
    void everyPacketOfMp3IsAFrameOfThatRate() {
        List<byte[]> packets = tone(AvSettings.mp3(RATE_HZ, 128_000), 100);
        assertThat(packets).allSatisfy(packet -> {
            assertThat(packet).startsWith(0xFF, 0xFB);
            assertThat((packet[2] & 0xFF) >> 4).as("128 kb/s").isEqualTo(9);
            assertThat(((packet[2] & 0xFF) >> 2) & 3).as("48 kHz").isEqualTo(1);
            assertThat(packet).hasSize(384);
        });
        assertThat(packets.size()).isCloseTo(100 * 480 / 1_152, within(3));
    }

    @Test
    void aacHoldsItsRate() {
        List<byte[]> packets = tone(AvSettings.aac(RATE_HZ, 96_000), 500);
        long bytes = packets.stream().mapToLong(packet -> packet.length).sum();
        assertThat(packets.size()).isCloseTo(500 * 480 / 1_024, within(3));
        assertThat(bytes * 8 / 5.0).isBetween(20_000.0, 110_000.0);
    }

    @Test
    void flacTellsItsFormatBeforeTheFirstPacket() {
        for (int bits : new int[] {16, 24}) {
            try (AvEncoder encoder = new AvEncoder(AvSettings.flac(RATE_HZ, bits))) {
                byte[] info = encoder.head();
                assertThat(info).hasSize(34);
                int rate = ((info[10] & 0xFF) << 12) | ((info[11] & 0xFF) << 4) | ((info[12] & 0xFF) >> 4);
                assertThat(rate).isEqualTo(RATE_HZ);
                assertThat((((info[12] & 1) << 4) | ((info[13] & 0xFF) >> 4)) + 1)
                        .isEqualTo(bits);
            }
            List<byte[]> packets = tone(AvSettings.flac(RATE_HZ, bits), 100);
            assertThat(packets)
                    .isNotEmpty()
                    .allSatisfy(packet -> assertThat(packet).startsWith(0xFF, 0xF8));
        }
    }

    @Test
    void whatTheLibraryDoesNotHaveIsTold() {
        assertThatThrownBy(
                        () -> new AvEncoder(new AvSettings("no_such", AvSettings.Samples.FLOAT, RATE_HZ, 128_000, 0)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("no_such");
        assertThatThrownBy(() -> new AvEncoder(AvSettings.mp3(12_345, 128_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<byte[]> tone(AvSettings settings, int turns) {
        List<byte[]> packets = new ArrayList<>();
        float[][] turn = new float[2][480];
        try (AvEncoder encoder = new AvEncoder(settings)) {
            for (int t = 0; t < turns; t++) {
                for (int i = 0; i < 480; i++) {
                    turn[0][i] = (float) (0.1 * Math.sin(2 * Math.PI * 440 * (t * 480 + i) / RATE_HZ));
                    turn[1][i] = turn[0][i];
                }
                encoder.take(turn, 480, packets::add);
            }
        }
        return packets;
    }
}
