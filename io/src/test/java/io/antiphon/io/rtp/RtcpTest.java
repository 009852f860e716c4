package io.antiphon.io.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RtcpTest {
    @Test
    void senderReportIsCompoundAndWordAligned() {
        byte[] packet = new byte[200];
        for (String name : new String[] {"", "a", "ab", "abc", "antiphon"}) {
            Arrays.fill(packet, (byte) 0x77);
            int length = new SenderReport(7, 5L << 32, 9, 11, 13, name).write(packet);
            assertThat(length % 4).isZero();
            assertThat(packet[1] & 0xFF).isEqualTo(200);
            assertThat(packet[29] & 0xFF).isEqualTo(202);
            assertThat(4 * (ByteBuffer.wrap(packet).getShort(2) + 1)).isEqualTo(28);
            assertThat(28 + 4 * (ByteBuffer.wrap(packet).getShort(30) + 1)).isEqualTo(length);
            assertThat(new String(packet, 38, packet[37], StandardCharsets.UTF_8))
                    .isEqualTo(name);
            assertThat(packet[38 + name.length()]).as("end of items").isZero();
            assertThat(packet[length]).isEqualTo((byte) 0x77);
        }
    }

    @Test
    void ntpCountsFrom1900() {
        long ntp = SenderReport.ntp(Instant.ofEpochSecond(0, 500_000_000));
        assertThat(ntp >>> 32).isEqualTo(2_208_988_800L);
        assertThat(ntp & 0xFFFF_FFFFL).isEqualTo(0x8000_0000L);
    }

    @Test
    void receptionReportComesBack() {
        byte[] packet = new byte[64];
        ReceptionReport report = new ReceptionReport(-5, 200, -3, 480, 0x12345678, 65_536);
        int length = report.write(packet, 1);
        assertThat(ReceptionReport.parse(packet, length)).containsExactly(report);
        assertThat(ReceptionReport.parse(packet, length - 1)).isEmpty();
    }

    @Test
    void roundTripLeavesOutTheFarEndsDelay() {
        long sent = SenderReport.ntp(Instant.ofEpochSecond(1_000));
        long now = SenderReport.ntp(Instant.ofEpochSecond(1_001, 250_000_000));
        ReceptionReport report = new ReceptionReport(1, 0, 0, 0, SenderReport.middle(sent), 65_536);
        assertThat(report.roundTripUs(now)).isEqualTo(250_000);
        assertThat(new ReceptionReport(1, 0, 0, 0, 0, 0).roundTripUs(now)).isEqualTo(-1);
    }

    @Test
    void headerWithExtensionIsMeasured() {
        byte[] packet = new byte[40];
        RtpHeader.write(packet, 111, true, 0xFFFF, -1, 0xCAFE);
        assertThat(RtpHeader.length(packet, 40)).isEqualTo(12);
        assertThat(RtpHeader.payloadType(packet)).isEqualTo(111);
        assertThat(RtpHeader.sequence(packet)).isEqualTo(0xFFFF);
        packet[0] |= 0x12; // an extension behind two contributing sources
        packet[23] = 1;
        assertThat(RtpHeader.length(packet, 40)).isEqualTo(28);
        assertThat(RtpHeader.length(packet, 27)).isEqualTo(-1);
        assertThat(RtpHeader.length(packet, 11)).isEqualTo(-1);
    }
}
