package io.antiphon.io.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerTest {
    @Test
    void anOggPageHoldsItsPacketsByTheirLacingAndItsChecksumIsThatOfRfc3533() {
        OggPages pages = new OggPages(0x1234_5678);
        pages.page(OggPages.Kind.FIRST, 0, List.of(new byte[1]));
        byte[] page = pages.page(OggPages.Kind.MIDDLE, 960, List.of(new byte[300], new byte[255], new byte[0]));

        ByteBuffer read = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(page, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("OggS");
        assertThat(read.getLong(6)).isEqualTo(960);
        assertThat(read.getInt(14)).isEqualTo(0x1234_5678);
        assertThat(read.getInt(18)).as("sequence").isEqualTo(1);
        assertThat(page[26]).as("segments").isEqualTo((byte) 5);
        assertThat(Arrays.copyOfRange(page, 27, 32))
                .containsExactly((byte) 255, (byte) 45, (byte) 255, (byte) 0, (byte) 0);
        assertThat(page).hasSize(27 + 5 + 555);
        int told = read.getInt(22);
        read.putInt(22, 0);
        assertThat(told).isEqualTo(bitwiseChecksum(page));
    }

    @Test
    void moreSegmentsThanAPageHoldsAreRefused() {
        assertThatThrownBy(() -> new OggPages(1).page(OggPages.Kind.MIDDLE, 0, Collections.nCopies(256, new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void opusBeginsWithItsTwoHeadersOnPagesOfTheirOwn() {
        byte[] head = new OggOpus(7, 2, 312).head();
        String text = new String(head, StandardCharsets.ISO_8859_1);
        assertThat(text.indexOf("OggS")).isZero();
        assertThat(head[5]).as("first page of the stream").isEqualTo((byte) 2);
        assertThat(text.substring(28)).startsWith("OpusHead");
        assertThat(head[37]).as("channels").isEqualTo((byte) 2);
        assertThat(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getShort(38))
                .isEqualTo((short) 312);
        assertThat(text.indexOf("OggS", 4)).isEqualTo(47);
        assertThat(text).contains("OpusTags");
    }

    @Test
    void anAdtsHeaderTellsLengthRateAndChannels() {
        byte[] frame = Adts.frame(new byte[1_000]);
        int bits = ByteBuffer.wrap(frame).getInt();
        long length = (ByteBuffer.wrap(frame).getLong() >>> 21) & 0x1FFF;
        assertThat(bits >>> 20).as("syncword").isEqualTo(0xFFF);
        assertThat((bits >>> 14) & 3).as("profile: low complexity").isEqualTo(1);
        assertThat((bits >>> 10) & 15).as("48 kHz").isEqualTo(3);
        assertThat((bits >>> 6) & 7).as("channels").isEqualTo(2);
        assertThat(length).isEqualTo(1_007);
    }

    @Test
    void aSegmentsTimestampCountsNinetyThousandASecondIn33Bits() {
        byte[] tag = Adts.timestamp(48_000L * 10, 48_000);
        assertThat(new String(tag, 0, 3, StandardCharsets.US_ASCII)).isEqualTo("ID3");
        assertThat(tag).hasSize(10 + tag[9]);
        assertThat(ByteBuffer.wrap(tag).getLong(tag.length - 8)).isEqualTo(900_000);
        long later = ByteBuffer.wrap(Adts.timestamp(48_000L * 100_000, 48_000)).getLong(tag.length - 8);
        assertThat(later).isEqualTo(9_000_000_000L - (1L << 33));
    }

    @Test
    void flacBeginsWithTheStreamInfoAsItsLastBlock() {
        byte[] head = FlacHead.of(new byte[34]);
        assertThat(head).hasSize(42).startsWith('f', 'L', 'a', 'C', 0x80, 0, 0, 34);
        assertThatThrownBy(() -> FlacHead.of(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }

    /** Bit by bit: another way than the table. */
    private static int bitwiseChecksum(byte[] page) {
        int crc = 0;
        for (byte octet : page) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean carry = (crc < 0) != (((octet >> bit) & 1) == 1);
                crc = (crc << 1) ^ (carry ? 0x04C1_1DB7 : 0);
            }
        }
        return crc;
    }
}
