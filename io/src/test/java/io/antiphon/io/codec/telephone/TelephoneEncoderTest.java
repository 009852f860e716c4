package io.antiphon.io.codec.telephone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.antiphon.io.codec.PacketEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelephoneEncoderTest {
    @ParameterizedTest
    @CsvSource({"PCMU, 10000, 80", "PCMA, 20000, 160", "G722, 30000, 240", "PCMU, 60000, 480"})
    void everyPacketIsFull(TelephoneCodec codec, int packetUs, int bytes) {
        TelephoneSettings settings = new TelephoneSettings(codec, packetUs);
        try (PacketEncoder encoder = settings.open()) {
            byte[] packet = new byte[PacketEncoder.MAX_PACKET_BYTES];
            for (int turn = 0; turn < 20; turn++) {
                assertThat(encoder.encode(new float[settings.packetFrames()], packet))
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void whatTheCodecCanCarryKeepsItsLevelAndTheRestIsCutOff() {
        assertThat(levelDb(TelephoneCodec.PCMU, 1_000, 1_000)).isEqualTo(-6, offset(0.2));
        assertThat(levelDb(TelephoneCodec.PCMA, 3_000, 3_000)).isEqualTo(-6, offset(0.2));
        // 5 kHz would fold to 3 kHz.
        assertThat(levelDb(TelephoneCodec.PCMU, 5_000, 3_000)).isLessThan(-70);
        assertThat(levelDb(TelephoneCodec.PCMA, 5_000, 3_000)).isLessThan(-70);
    }

    /** Level of one frequency in a G.711 stream of a sine at −6 dBFS of another. */
    private static double levelDb(TelephoneCodec codec, int sentHz, int heardHz) {
        TelephoneSettings settings = new TelephoneSettings(codec, 20_000);
        float[] in = new float[settings.packetFrames()];
        byte[] packet = new byte[PacketEncoder.MAX_PACKET_BYTES];
        double re = 0;
        double im = 0;
        int samples = 0;
        try (PacketEncoder encoder = settings.open()) {
            for (int turn = 0; turn < 55; turn++) {
                for (int i = 0; i < in.length; i++) {
                    in[i] = (float) (0.5 * Math.sin(2 * Math.PI * sentHz * (turn * in.length + i) / 48_000));
                }
                int length = encoder.encode(in, packet);
                for (int i = 0; turn >= 5 && i < length; i++) {
                    int word = packet[i] & 0xFF;
                    int sample =
                            codec == TelephoneCodec.PCMU ? G711Test.decodedMuLaw(word) : G711Test.decodedALaw(word);
                    double angle = 2 * Math.PI * heardHz * samples++ / 8_000;
                    re += sample / 32_768.0 * Math.cos(angle);
                    im += sample / 32_768.0 * Math.sin(angle);
                }
            }
        }
        return 20 * Math.log10(2 * Math.hypot(re, im) / samples + 1e-12);
    }
}
