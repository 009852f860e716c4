package io.antiphon.io.webrtc.srtp;

/** The 31-bit index of SRTCP: counts up on the way out, and refuses what came before on the way in. One thread at a time. */
final class RtcpIndex {
    /** The flag before the index: the packet is encrypted. */
    static final int ENCRYPTED = 1 << 31;

    /** First header word and source, which stay in clear. */
    static final int CLEAR_BYTES = 8;

    private static final int WINDOW = 64;

    private int last;
    private long seen;

    int next() {
        last = last + 1 & ~ENCRYPTED;
        return last;
    }

    /** True when the index is new: above all before, or within the last {@value #WINDOW} and not seen yet. */
    boolean accept(int index) {
        int ahead = index - last;
        if (ahead > 0) {
            seen = ahead < WINDOW ? seen << ahead | 1 : 1;
            last = index;
            return true;
        }
        long bit = -ahead < WINDOW ? 1L << -ahead : 0;
        boolean fresh = bit != 0 && (seen & bit) == 0;
        seen |= bit;
        return fresh;
    }
}
