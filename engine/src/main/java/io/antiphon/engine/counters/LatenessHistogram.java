package io.antiphon.engine.counters;

import io.antiphon.engine.audio.RealTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Distribution of times from nanoseconds to minutes, in steps of at most 1/16 of the value.
 *
 * <p>One thread records without allocation or lock; any thread reads. A reader sees every value that was recorded before
 * it looked, and perhaps some later ones.
 */
public final class LatenessHistogram {
    private static final int SUB_BITS = 4;
    private static final int SUB_STEPS = 1 << SUB_BITS;
    private static final int BUCKETS = (Long.SIZE - SUB_BITS) * SUB_STEPS;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    /** Counts one time; negative ones as 0. */
    @RealTime
    public void record(long ns) {
        int bucket = bucketOf(Math.max(0, ns));
        counts.setRelease(bucket, counts.getPlain(bucket) + 1);
    }

    /** Number of recorded times. */
    public long count() {
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += counts.getAcquire(i);
        }
        return sum;
    }

    /**
     * The time that a share of all is not above, exact to 1/16.
     *
     * @param share 0…1, such as 0.999
     * @return nanoseconds; 0 when nothing was recorded
     */
    public long quantileNs(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count()));
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts.getAcquire(i);
            if (seen >= wanted) {
                return upperBoundNs(i);
            }
        }
        return 0;
    }

    /** How many times fell into each octave; octaves without any are left out. */
    public List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (int octave = 0; octave < BUCKETS / SUB_STEPS; octave++) {
            long count = 0;
            for (int step = 0; step < SUB_STEPS; step++) {
                count += counts.getAcquire(octave * SUB_STEPS + step);
            }
            if (count > 0) {
                bars.add(new Bar(upperBoundNs((octave + 1) * SUB_STEPS - 1), count));
            }
        }
        return bars;
    }

    /**
     * The times of one octave.
     *
     * @param upToNs the longest time that belongs to it; the next shorter octave ends at half of it
     * @param count how many there were
     */
    public record Bar(long upToNs, long count) {}

    @RealTime
    private static int bucketOf(long ns) {
        if (ns < SUB_STEPS) {
            return (int) ns;
        }
        int magnitude = Long.SIZE - 1 - Long.numberOfLeadingZeros(ns) - SUB_BITS;
        return (magnitude + 1) * SUB_STEPS + (int) (ns >>> magnitude) - SUB_STEPS;
    }

    private static long upperBoundNs(int bucket) {
        if (bucket < SUB_STEPS) {
            return bucket;
        }
        int magnitude = bucket / SUB_STEPS - 1;
        int step = bucket % SUB_STEPS + SUB_STEPS;
        return ((step + 1L) << magnitude) - 1;
    }
}
