package io.antiphon.control.stats;

import io.antiphon.engine.clock.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast counts have grown since somebody last asked, half a second ago at least, so that several who ask see the same. Counts that nobody has asked for
 * lately are forgotten. Any thread.
 */
final class Rates {
    private static final long LEAST_SPAN_NS = 500_000_000L;
    private static final long FORGOTTEN_NS = 60_000_000_000L;

    private final Clock clock;
    private final Map<String, Sample> samples = new HashMap<>();
    private long forgottenNs;

    Rates(Clock clock) {
        this.clock = clock;
        this.forgottenNs = clock.nowNs();
    }

    /** Growth a second; 0 until something is known. */
    synchronized double perSecond(String key, long count) {
        long nowNs = clock.nowNs();
        Sample last = samples.get(key);
        if (last != null && nowNs - last.atNs() < LEAST_SPAN_NS) {
            return last.perSecond();
        }
        if (nowNs - forgottenNs > FORGOTTEN_NS) {
            forgottenNs = nowNs;
            samples.values().removeIf(sample -> nowNs - sample.atNs() > FORGOTTEN_NS);
        }
        double rate = last == null ? 0 : Math.max(0, (count - last.count()) * 1e9 / (nowNs - last.atNs()));
        samples.put(key, new Sample(count, nowNs, rate));
        return rate;
    }

    /**
     * A count at a time.
     *
     * @param count the count
     * @param atNs when it was taken
     * @param perSecond how fast it had grown until then
     */
    private record Sample(long count, long atNs, double perSecond) {}
}
