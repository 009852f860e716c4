package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.RealTime;
import org.jspecify.annotations.Nullable;

/**
 * What a person wishes of all jitter buffers of a transport; it holds at once, for streams that play too. Any thread may
 * wish, the buffers' threads read.
 */
public final class PlayoutTuning {
    private final double usualNs;
    private final double firstNs;
    private volatile double leastNs;
    private volatile boolean wished;
    private volatile double lateNs = Double.NaN;

    /** @param usualMs least safety margin against late packets while nobody wishes for another, in milliseconds */
    public PlayoutTuning(double usualMs) {
        this(usualMs, Double.NaN);
    }

    /**
     * For a codec that conceals what comes too late, so that little safety will do for a stream that is not known yet.
     *
     * @param usualMs least safety margin against late packets while nobody wishes for another, in milliseconds
     * @param firstMs least margin of a stream's first minute, in milliseconds
     */
    public PlayoutTuning(double usualMs, double firstMs) {
        usualNs = usualMs * 1e6;
        firstNs = firstMs * 1e6;
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

    /** Least safety margin of a stream's first minute; NaN when it follows from the least margin. */
    double firstNs() {
        return wished ? Double.NaN : firstNs;
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
