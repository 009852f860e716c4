package io.antiphon.io.codec.opus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.io.codec.PacketEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusTest {
    @Test
    void libraryIsThere() {
        assertThat(OpusNative.problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"128000, 2, 10", "128000, 2, 20", "32000, 1, 20", "510000, 2, 20"})
    void constantBitrateIsKeptAndFramesComeBack(int bitrateBps, int channels, int frameMs) {
        OpusSettings settings = new OpusSettings(bitrateBps, 48_000, channels, frameMs, true, false, false);
        float[] tone = new float[settings.packetFrames() * channels];
        byte[] packet = new byte[PacketEncoder.MAX_PACKET_BYTES];
        float[] decoded = new float[channels * OpusDecoder.MAX_FRAMES];
        try (OpusEncoder encoder = new OpusEncoder(settings);
                OpusDecoder decoder = new OpusDecoder(channels)) {
            for (int turn = 0; turn < 10; turn++) {
                for (int i = 0; i < tone.length; i++) {
                    double frame = turn * settings.packetFrames() + i / channels;
                    tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * 1_000 * frame / 48_000));
                }
                int length = encoder.encode(tone, packet);
                assertThat(length * 8_000 / frameMs).isBetween(bitrateBps * 98 / 100, bitrateBps * 102 / 100);
                assertThat(decoder.decode(packet, 0, length, decoded)).isEqualTo(settings.packetFrames());
            }
        }
        assertThat(rms(decoded, settings.packetFrames() * channels)).isBetween(0.3, 0.4);
    }

    @Test
    void silenceUnderDtxNeedNotBeSent() {
        OpusSettings settings = new OpusSettings(32_000, 48_000, 1, 20, false, false, true);
        byte[] packet = new byte[PacketEncoder.MAX_PACKET_BYTES];
        int shortest = Integer.MAX_VALUE;
        try (OpusEncoder encoder = new OpusEncoder(settings)) {
            for (int turn = 0; turn < 50; turn++) {
                shortest = Math.min(shortest, encoder.encode(new float[settings.packetFrames()], packet));
            }
        }
        assertThat(shortest).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2500, 120", "5000, 240", "10000, 480", "20000, 960", "40000, 1920", "60000, 2880"})
    void packetsLastAsLongAsTheyShould(int packetUs, int frames) {
        List<byte[]> packets =
                encoded(new OpusSettings(96_000, 48_000, 2, packetUs, false, false, false, 0), 1_000, 20);
        assertThat(packets)
                .allSatisfy(packet ->
                        assertThat(OpusPayload.frames(packet, 0, packet.length)).isEqualTo(frames));
    }

    @ParameterizedTest
    @CsvSource({"8000, 6000, false", "16000, 6000, true", "16000, 10000, false", "24000, 10000, true"})
    void nothingAboveTheMaxPlaybackRateIsEncoded(int maxPlaybackRateHz, int toneHz, boolean heard) {
        OpusSettings settings = new OpusSettings(64_000, maxPlaybackRateHz, 1, 20_000, false, false, false, 0);
        float[] decoded = new float[OpusDecoder.MAX_FRAMES];
        try (OpusDecoder decoder = new OpusDecoder(1)) {
            for (byte[] packet : encoded(settings, toneHz, 30)) {
                decoder.decode(packet, 0, packet.length, decoded);
            }
        }
        double level = rms(decoded, settings.packetFrames());
        assertThat(level).isBetween(heard ? 0.3 : 0, heard ? 0.4 : 0.01);
    }

    @Test
    void constantBitrateHasPacketsOfOneLengthAndVariableHasNot() {
        OpusSettings constant = new OpusSettings(64_000, 48_000, 2, 10_000, true, false, false, 0);
        OpusSettings variable = new OpusSettings(64_000, 48_000, 2, 10_000, false, false, false, 0);
        assertThat(encoded(constant, 1_000, 50).stream()
                        .map(packet -> packet.length)
                        .distinct())
                .containsExactly(80);
        assertThat(encoded(variable, 1_000, 50).stream()
                        .map(packet -> packet.length)
                        .distinct()
                        .count())
                .isGreaterThan(3);
    }

    @Test
    void whatRepairsIsCarriedOnlyWhereLossIsExpected() {
        OpusSettings fec = new OpusSettings(64_000, 48_000, 2, 20_000, false, true, false, 0);
        assertThat(repairing(fec)).isZero();
        assertThat(repairing(fec.withLoss(10))).isGreaterThan(30);
        OpusSettings without = new OpusSettings(64_000, 48_000, 2, 20_000, false, false, false, 10);
        assertThat(repairing(without)).isZero();
    }

    private static long repairing(OpusSettings settings) {
        try (OpusDecoder decoder = new OpusDecoder(2)) {
            return encoded(settings, 300, 50).stream()
                    .filter(packet -> decoder.repairs(packet, 0, packet.length))
                    .count();
        }
    }

    /** A tone, in so many packets. */
    private static List<byte[]> encoded(OpusSettings settings, int toneHz, int count) {
        float[] tone = new float[settings.packetFrames() * settings.channels()];
        byte[] packet = new byte[PacketEncoder.MAX_PACKET_BYTES];
        List<byte[]> packets = new ArrayList<>();
        try (OpusEncoder encoder = new OpusEncoder(settings)) {
            for (int turn = 0; turn < count; turn++) {
                for (int i = 0; i < tone.length; i++) {
                    double seconds = (turn * settings.packetFrames() + i / settings.channels()) / 48_000.0;
                    tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * toneHz * seconds));
                }
                int length = encoder.encode(tone, packet);
                packets.add(Arrays.copyOf(packet, length));
            }
        }
        return packets;
    }

    @Test
    void whatIsNotOpusIsRefusedWithoutHarm() {
        try (OpusDecoder decoder = new OpusDecoder(2)) {
            float[] decoded = new float[2 * OpusDecoder.MAX_FRAMES];
            assertThat(decoder.decode(new byte[0], 0, 0, decoded)).isNegative();
            assertThat(decoder.decode(new byte[3_000], 0, 3_000, decoded)).isNegative();
            assertThat(decoder.decode(new byte[] {(byte) 0xFF, (byte) 0xFF}, 0, 2, decoded))
                    .isNegative();
        }
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new OpusSettings(5_999, 48_000, 2, 10, false, false, false))
                .hasMessageContaining("bitrateBps=5999");
        assertThatThrownBy(() -> new OpusSettings(64_000, 48_000, 3, 10, false, false, false))
                .hasMessageContaining("channels=3");
    }

    private static double rms(float[] samples, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / length);
    }
}
