package io.antiphon.io.scream;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.audio.PcmFormat;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreamPacketTest {
    @ParameterizedTest
    @CsvSource({
        "01 10 02 03 00, 48000, 16, 2, 0x03",
        "81 10 02 03 00, 44100, 16, 2, 0x03",
        "02 18 02 03 00, 96000, 24, 2, 0x03",
        "01 20 08 3F 06, 48000, 32, 8, 0x63F",
        "03 10 01 04 00, 144000, 16, 1, 0x04",
        "04 10 02 03 00, 192000, 16, 2, 0x03",
        "82 18 06 3F 00, 88200, 24, 6, 0x3F",
        "84 20 05 37 00, 176400, 32, 5, 0x37",
        "83 10 07 37 06, 132300, 16, 7, 0x637",
    })
    void headerIsReadAndWritten(String hex, int rateHz, int bits, int channels, String mask) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        PcmFormat format = new PcmFormat(rateHz, bits, channels, Integer.decode(mask));
        byte[] written = new byte[5];
        ScreamPacket.writeHeader(format, written, 0);

        assertThat(ScreamPacket.format(bytes, 0)).isEqualTo(format);
        assertThat(written).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "01 10 02 00 00, 0x03, a mask that was not set",
        "01 10 01 00 00, 0x04, mono without mask",
        "01 10 04 00 00, 0x33, quad without mask",
        "01 10 06 00 00, 0x3F, 5.1 without mask",
        "01 10 08 00 00, 0x63F, 7.1 without mask",
        "01 10 03 00 00, 0x0, three channels without mask",
        "01 20 02 00 03, 0x03, swapped stereo",
        "01 20 08 06 3F, 0x63F, swapped 7.1",
        "01 20 06 00 3F, 0x3F, swapped 5.1",
        "01 10 02 3F 00, 0x0, more bits than channels",
    })
    void oddMasksAreUnderstood(String hex, String mask, String what) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        assertThat(ScreamPacket.format(bytes, 0).channelMask()).as(what).isEqualTo(Integer.decode(mask));
    }

    @Test
    void aMultiplierOfZeroCountsAsOne() {
        assertThat(ScreamPacket.format(HexFormat.of().parseHex("0010020300"), 0).sampleRateHz())
                .isEqualTo(48_000);
        assertThat(ScreamPacket.format(HexFormat.of().parseHex("8010020300"), 0).sampleRateHz())
                .isEqualTo(44_100);
    }

    @ParameterizedTest
    @CsvSource({
        "01, 1, TOO_SHORT",
        "0110020300, 5, TOO_SHORT",
        "0110020300, 8, TOO_SHORT",
        "0108020300, 100, BAD_BITS",
        "0110000300, 100, BAD_CHANNELS",
        "0110090300, 100, BAD_CHANNELS",
        "0510020300, 100, BAD_RATE",
        "ff10020300, 100, BAD_RATE",
    })
    void whatCannotBeTakenHasAReason(String hex, int length, ScreamCounters reason) {
        byte[] header = HexFormat.of().parseHex(hex);
        byte[] packet = java.util.Arrays.copyOf(header, Math.max(length, 5));
        assertThat(ScreamPacket.fault(packet, 0, length)).isEqualTo(reason);
    }

    @Test
    void oneFrameIsEnough() {
        assertThat(ScreamPacket.fault(HexFormat.of().parseHex("011002030000000000"), 0, 9))
                .isNull();
    }

    @Test
    void noGarbageThrows() {
        long seed = 77;
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        byte[] packet = new byte[1_200];
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            random.nextBytes(packet);
            int length = random.nextInt(packet.length);
            if (ScreamPacket.fault(packet, 0, length) == null) {
                assertThat(ScreamPacket.format(packet, 0).frameBytes()).isBetween(2, length - 5);
                taken++;
            }
        }
        assertThat(taken).isPositive();
    }
}
