package io.antiphon.io.scream;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.dsp.PcmDecoder;
import io.antiphon.engine.ring.AudioRing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreamPacketizerTest {
    @ParameterizedTest
    @CsvSource({"16, 1", "16, 2", "24, 2", "32, 6", "16, 5", "24, 5", "24, 7", "32, 7", "32, 8"})
    void payloadsAreOneStreamOfFramesEvenWhereFramesStraddle(int bits, int channels) {
        PcmFormat format = new PcmFormat(48_000, bits, channels, 0);
        ScreamPacketizer packetizer = new ScreamPacketizer(format, 48_000);
        AudioRing ring = new AudioRing(channels, 8_192);
        float[][] ramp = new float[channels][4_000];
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < ramp[c].length; i++) {
                ramp[c][i] = (i + 1) / 8_192f * (c + 1) / channels;
            }
        }
        ring.write(ramp, channels, 0, 4_000);
        byte[] stream = new byte[0];
        ByteBuffer packet = ByteBuffer.allocate(1_157);
        while (packetizer.next(ring)) {
            packetizer.copyTo(packet.clear());
            assertThat(packet.position()).isEqualTo(1_157);
            int before = stream.length;
            stream = Arrays.copyOf(stream, before + 1_152);
            System.arraycopy(packet.array(), 5, stream, before, 1_152);
        }
        int frames = stream.length / format.frameBytes();
        float[][] decoded = new float[channels][frames];
        PcmDecoder.decode(stream, 0, bits, channels, decoded, frames);

        assertThat(frames).isGreaterThan(4_000 - 1_152 / format.frameBytes() - 1);
        for (int c = 0; c < channels; c++) {
            assertThat(decoded[c]).containsExactly(Arrays.copyOf(ramp[c], frames), Offset.offset(2f / (1 << 15)));
        }
    }
}
