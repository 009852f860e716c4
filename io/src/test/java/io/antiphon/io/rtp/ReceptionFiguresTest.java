package io.antiphon.io.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionFiguresTest {
    private static final long MS = 1_000_000;

    @Test
    void lossIsThatSinceTheLastReportAndThatSinceTheStart() {
        ReceptionFigures figures = new ReceptionFigures(7, 48_000);
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                figures.note(65_500L + i, i * 960, 20 * MS * i);
            }
        }
        ReceptionReport first = report(figures);
        assertThat(first.ssrc()).isEqualTo(7);
        assertThat(first.fractionLost()).isEqualTo(64); // 25 of 100 in 256ths
        assertThat(first.cumulativeLost()).isEqualTo(25);
        assertThat(first.jitter()).isZero();

        figures.note(65_600, 96_000, 2_000 * MS);
        ReceptionReport second = report(figures);
        assertThat(second.fractionLost()).isZero();
        assertThat(second.cumulativeLost()).isEqualTo(25);
    }

    @Test
    void jitterIsTheMeanChangeOfTransit() {
        ReceptionFigures figures = new ReceptionFigures(7, 48_000);
        for (int i = 0; i < 500; i++) {
            figures.note(i, i * 960, 20 * MS * i + 5 * MS * (i % 2));
        }
        // Each packet's transit differs from the one before by 5 ms.
        assertThat(report(figures).jitter()).isBetween(235L, 240L);
        assertThat(figures.jitterUs()).isBetween(4_900L, 5_000L);
    }

    @Test
    void theLastSenderReportComesBackWithTheTimeSince() {
        ReceptionFigures figures = new ReceptionFigures(7, 48_000);
        byte[] packet = new byte[128];
        long ntp = 0x1234_5678_9ABC_DEF0L;
        int length = new SenderReport(7, ntp, 0, 1, 1, "x").write(packet);
        figures.note(1, 0, 0);
        figures.noteReport(packet, length, 1_000 * MS);
        ReceptionReport report = report(figures, 1_500 * MS);
        assertThat(report.lastReport()).isEqualTo(0x5678_9ABC);
        assertThat(report.delaySinceLastReport()).isEqualTo(32_768);

        int other = new SenderReport(8, 1, 0, 1, 1, "x").write(packet);
        figures.noteReport(packet, other, 1_400 * MS);
        assertThat(report(figures, 1_500 * MS).lastReport()).isEqualTo(0x5678_9ABC);
    }

    private static ReceptionReport report(ReceptionFigures figures) {
        return report(figures, 0);
    }

    private static ReceptionReport report(ReceptionFigures figures, long nowNs) {
        byte[] packet = new byte[64];
        int length = figures.report(packet, 1, nowNs);
        return ReceptionReport.parse(packet, length).getFirst();
    }
}
