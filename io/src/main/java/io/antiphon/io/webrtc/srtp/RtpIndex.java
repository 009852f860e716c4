package io.antiphon.io.webrtc.srtp;

/**
 * The index of SRTP packets of one source as they come in: the roll-over counter that is not sent is guessed from the
 * sequence number, and a packet that was here before is refused (RFC 3711, sections 3.3.1 and 3.3.2). One thread.
 */
public final class RtpIndex {
    private static final int WINDOW = 64;

    private long highest = -1;
    private long seen;

    /** The index that a sequence number most likely stands for; below 0 when it lies before the first packet. */
    public long of(int sequence) {
        return highest < 0 ? sequence : highest + (short) (sequence - (int) highest);
    }

    /** True when a packet of that index has not been here, as far as can be told. */
    public boolean isNew(long index) {
        long back = highest - index;
        return index >= 0 && (back < 0 || (back < WINDOW && (seen >>> back & 1) == 0));
    }

    /** Notes a packet that turned out to be authentic. */
    public void accept(long index) {
        long ahead = index - highest;
        if (highest < 0 || ahead > 0) {
            seen = highest >= 0 && ahead < WINDOW ? seen << ahead | 1 : 1;
            highest = index;
        } else {
            seen |= 1L << -ahead;
        }
    }
}
