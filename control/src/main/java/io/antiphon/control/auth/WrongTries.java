package io.antiphon.control.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slows down who guesses: after some wrong tries in a row an address has to wait. Any thread. */
public final class WrongTries {
    /** Wrong tries that are free. */
    static final int FREE = 5;

    /** How long an address waits then, and how long a try is remembered. */
    static final Duration WAIT = Duration.ofSeconds(30);

    private static final int MAX_ADDRESSES = 4_096;

    private final InstantSource clock;
    private final Map<String, Tries> tries = new LinkedHashMap<>();

    /** @param clock tells how long ago a try was */
    public WrongTries(InstantSource clock) {
        this.clock = clock;
    }

    /** Seconds until the address may try again; 0 when it may now. */
    public synchronized long waitSeconds(String address) {
        Tries known = tries.get(address);
        if (known == null || known.count < FREE) {
            return 0;
        }
        Duration left = Duration.between(clock.instant(), known.last.plus(WAIT));
        return left.isPositive() ? left.toSeconds() + 1 : 0;
    }

    /** Notes a wrong try. */
    public synchronized void wrong(String address) {
        Instant now = clock.instant();
        Tries known = tries.remove(address);
        int before = known == null || known.last.plus(WAIT).isBefore(now) ? 0 : known.count;
        tries.put(address, new Tries(before + 1, now));
        if (tries.size() > MAX_ADDRESSES) {
            tries.remove(tries.keySet().iterator().next());
        }
    }

    /** Forgets the wrong tries of an address that got it right. */
    public synchronized void right(String address) {
        tries.remove(address);
    }

    /**
     * Tries of an address.
     *
     * @param count how many in a row
     * @param last when the last was
     */
    private record Tries(int count, Instant last) {}
}
