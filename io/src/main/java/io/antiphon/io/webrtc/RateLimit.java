package io.antiphon.io.webrtc;

/**
 * Lets a number of datagrams a second pass and no more: what claims to come from a listener may be somebody else's, and is
 * dropped before anything is computed. Owned by the receiving thread.
 */
final class RateLimit {
    private static final long SECOND_NS = 1_000_000_000L;

    private final int perSecond;
    private long secondBeganNs;
    private int passed;

    RateLimit(int perSecond, long nowNs) {
        this.perSecond = perSecond;
        this.secondBeganNs = nowNs;
    }

    boolean passes(long nowNs) {
        if (nowNs - secondBeganNs >= SECOND_NS) {
            secondBeganNs = nowNs;
            passed = 0;
        }
        return passed++ < perSecond;
    }
}
