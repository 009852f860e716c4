package io.antiphon.io.webrtc;

/**
 * Decides from a listener's reports for how much loss its packets are prepared: what repairs lost packets costs quality,
 * so that it is carried only while packets are lost. Owned by the receiving thread.
 */
final class LossWatch {
    /** Parts of 256, as reports have them: 3 %. */
    private static final int LOSSY = 8;

    /** 12 %. */
    private static final int VERY_LOSSY = 31;

    /** 1 %. */
    private static final int CLEAN = 3;

    /** Browsers report every second to every five. */
    private static final int CLEAN_REPORTS = 10;

    private int percent;
    private int cleanReports;

    /**
     * Notes a report.
     *
     * @param fractionLost loss since the report before, in 1/256
     * @return loss to prepare for, in percent; 0 for none
     */
    int note(int fractionLost) {
        cleanReports = fractionLost < CLEAN ? cleanReports + 1 : 0;
        if (fractionLost >= VERY_LOSSY) {
            percent = 20;
        } else if (fractionLost >= LOSSY) {
            percent = Math.max(percent, 10);
        } else if (cleanReports >= CLEAN_REPORTS) {
            percent = 0;
        }
        return percent;
    }
}
