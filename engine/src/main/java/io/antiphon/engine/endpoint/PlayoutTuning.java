package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.RealTime;
import org.jspecify.annotations.Nullable;

/**
 * What a person wishes of all jitter buffers of a transport; it holds at once, for streams that play too. Any thread may
 * wish, the buffers' threads read.
 */
public final class PlayoutTuning {
    private final double usualNs;
    private volatile double leastNs;
    private volatile boolean wished;
    private volatile double lateNs = Double.NaN;

    /** @param usualMs least safety margin against late packets while nobody wishes for another, in milliseconds */
    public PlayoutTuning(double usualMs) {
        usualNs = usualMs * 1e6;
        leastNs = usualNs;
    }

    /** Takes a wish. */
    public void set(Wish wish) {
        wished = wish.leastMarginMs() != null;
        leastNs = wish.leastMarginMs() == null ? usualNs : wish.leastMarginMs() * 1e6;
        lateNs = wish.lateMs() == null ? Double.NaN : wish.lateMs() * 1e6;
    }

    /** Least safety margin. */
    @RealTime
    double leastNs() {
        return leastNs;
    }

    /** True when a person has wished for the least margin. */
    boolean isWished() {
        return wished;
    }

    /** True when a packet that comes so long after its time counts as late. */
    boolean isLate(long latenessNs, double marginNs) {
        double limitNs = lateNs;
        return latenessNs > (Double.isNaN(limitNs) ? marginNs : limitNs);
    }

    /**
     * A wish; what is null is as usual.
     *
     * @param leastMarginMs least safety margin against late packets
     * @param lateMs lateness from which on a packet counts as late; usually what the margin does not cover
     */
    public record Wish(
            @Nullable Double leastMarginMs, @Nullable Double lateMs) {
        /** Everything is as usual. */
        public static final Wish USUAL = new Wish(null, null);
    }
}
