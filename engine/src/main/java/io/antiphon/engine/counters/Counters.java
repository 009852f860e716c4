package io.antiphon.engine.counters;

import io.antiphon.engine.audio.RealTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A fixed set of counters, one for each constant of an enum that lists them all with their meaning.
 *
 * <p>Any thread may read. Each counter has one writing thread at a time; adding costs an ordinary load and an ordered
 * store, no lock and no allocation.
 *
 * @param <E> the enum that names the counters
 */
public final class Counters<E extends Enum<E>> {
    private final E[] names;
    private final AtomicLongArray values;

    /** Creates counters at zero for every constant of {@code type}. */
    public Counters(Class<E> type) {
        this.names = type.getEnumConstants();
        this.values = new AtomicLongArray(names.length);
    }

    /** Adds one. */
    @RealTime
    public void increment(E counter) {
        add(counter, 1);
    }

    /** Adds {@code amount}. */
    @RealTime
    public void add(E counter, long amount) {
        int index = index(counter);
        values.setRelease(index, values.getPlain(index) + amount);
    }

    /** Sets the value, for those that are states rather than counts. */
    @RealTime
    public void set(E counter, long value) {
        values.setRelease(index(counter), value);
    }

    /** The value now. */
    @RealTime
    public long get(E counter) {
        return values.getAcquire(index(counter));
    }

    /** All values by name in lower case, in the order of the enum. */
    public Map<String, Long> snapshot() {
        Map<String, Long> snapshot = new LinkedHashMap<>();
        for (E name : names) {
            snapshot.put(name.name().toLowerCase(Locale.ROOT), get(name));
        }
        return Collections.unmodifiableMap(snapshot);
    }

    @RealTime
    @SuppressWarnings("EnumOrdinal") // the enum is this object's own table of contents
    private static int index(Enum<?> counter) {
        return counter.ordinal();
    }
}
