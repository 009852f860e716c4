package io.antiphon.control.auth;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Slows down who guesses: after some wrong tries in a row an address has to wait. Any thread. */
public final class WrongTries {
    /** Wrong tries that are free. */
    static final int FREE = 5;

    /** How long an address waits then, and how long a try is remembered. */
    static final Duration WAIT = Duration.ofSeconds(30);

    private static final int MAX_ADDRESSES = 4_096;

    private final InstantSource clock;
    private final Map<String, Tries> tries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    /** @param clock tells how long ago a try was */
    public WrongTries(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Lets an address try; the try counts as wrong until {@link #right} is said, so that many at once cannot all pass.
     * False when it has to wait.
     */
    public synchronized boolean begin(String address) {
        if (waitSeconds(address) > 0) {
            return false;
        }
        wrong(address);
        return true;
    }

    /** Seconds until the address may try again; 0 when it may now. */
    public synchronized long waitSeconds(String address) {
        Tries known = tries.get(place(address));
        if (known == null || known.count < FREE) {
            return 0;
        }
        Duration left = Duration.between(clock.instant(), known.last.plus(WAIT));
        return left.isPositive() ? left.toSeconds() + 1 : 0;
    }

    /** Notes a wrong try. */
    public synchronized void wrong(String address) {
        Instant now = clock.instant();
        Tries known = tries.remove(place(address));
        int before = known == null || known.last.plus(WAIT).isBefore(now) ? 0 : known.count;
        tries.put(place(address), new Tries(before + 1, now));
        if (tries.size() > MAX_ADDRESSES) {
            tries.remove(tries.keySet().iterator().next());
        }
    }

    /** Forgets the wrong tries of an address that got it right, and knows it from then on. */
    public synchronized void right(String address) {
        String place = place(address);
        tries.remove(place);
        known.remove(place); // the one that was right last stands behind the others
        known.add(place);
        if (known.size() > MAX_ADDRESSES) {
            known.remove(known.iterator().next());
        }
    }

    /** Whether somebody got it right from there, since the start. */
    public synchronized boolean knows(String address) {
        return known.contains(place(address));
    }

    /** Takes back that a try began which nobody had the time to look at. */
    public synchronized void notLookedAt(String address) {
        Tries begun = tries.get(place(address));
        if (begun != null) {
            tries.put(place(address), new Tries(begun.count - 1, begun.last));
        }
    }

    /** Who has one IPv6 address has the 2^64 of its network. */
    private static String place(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes =
                    InetAddress.ofLiteral(address.replaceAll("[\\[\\]]", "")).getAddress();
            return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    /**
     * Tries of an address.
     *
     * @param count how many in a row
     * @param last when the last was
     */
    private record Tries(int count, Instant last) {}
}
