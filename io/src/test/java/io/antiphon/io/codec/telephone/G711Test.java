package io.antiphon.io.codec.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the formulas of the standard's tables, at its own scale: 14 bits for µ-law, 13 for A-law. */
class G711Test {
    static IntStream words() {
        return IntStream.range(0, 256);
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyLevelOfADecoderComesBackAsItsWord(int word) {
        // Negative zero of µ-law is no number; it stands for the same silence.
        int expected = word == 0x7F ? 0xFF : word;
        assertThat(G711.muLaw(decodedMuLaw(word)) & 0xFF).isEqualTo(expected);
        assertThat(G711.aLaw(decodedALaw(word)) & 0xFF).isEqualTo(word);
    }

    @Test
    void segmentsBeginWhereTheStandardSays() {
        int[] muLawEdges = {31, 95, 223, 479, 991, 2015, 4063};
        for (int segment = 1; segment <= muLawEdges.length; segment++) {
            int edge = 4 * muLawEdges[segment - 1];
            assertThat(~G711.muLaw(edge) >> 4 & 7).as("µ-law at %d", edge).isEqualTo(segment);
            assertThat(~G711.muLaw(edge - 1) >> 4 & 7)
                    .as("µ-law below %d", edge)
                    .isEqualTo(segment - 1);
        }
        for (int segment = 1; segment < 8; segment++) {
            int edge = 8 * (16 << segment);
            assertThat((G711.aLaw(edge) ^ 0x55) >> 4 & 7)
                    .as("A-law at %d", edge)
                    .isEqualTo(segment);
            assertThat((G711.aLaw(edge - 1) ^ 0x55) >> 4 & 7)
                    .as("A-law below %d", edge)
                    .isEqualTo(segment - 1);
        }
    }

    @Test
    void loudestAndQuietestAreTheStandardsWords() {
        assertThat(G711.muLaw(32_767)).isEqualTo((byte) 0x80);
        assertThat(G711.muLaw(-32_768)).isEqualTo((byte) 0x00);
        assertThat(G711.muLaw(0)).isEqualTo((byte) 0xFF);
        assertThat(G711.aLaw(32_767)).isEqualTo((byte) 0xAA);
        assertThat(G711.aLaw(-32_768)).isEqualTo((byte) 0x2A);
        assertThat(G711.aLaw(0)).isEqualTo((byte) 0xD5);
        assertThat(G711.aLaw(-1)).isEqualTo((byte) 0x55);
    }

    /** Column 7 of table 2: {@code ((2·m + 33) · 2^e − 33)} of 14 bits. */
    static int decodedMuLaw(int word) {
        int bits = ~word & 0xFF;
        int magnitude = ((2 * (bits & 15) + 33) << (bits >> 4 & 7)) - 33;
        return 4 * ((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    /** Column 7 of table 1: {@code 2·m + 1} in the first segment, {@code (2·m + 33) · 2^(e − 1)} above, of 13 bits. */
    static int decodedALaw(int word) {
        int bits = word ^ 0x55;
        int exponent = bits >> 4 & 7;
        int magnitude = exponent == 0 ? 2 * (bits & 15) + 1 : (2 * (bits & 15) + 33) << (exponent - 1);
        return 8 * ((bits & 0x80) != 0 ? magnitude : -magnitude);
    }
}
