package io.antiphon.io.webrtc;

import io.antiphon.io.foreign.BatchSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ICE of one session, of which we are the lite side: the credentials that checks are signed with, the addresses that checks
 * have proven, and the one that media goes to. Any thread.
 *
 * <p>A restart gives new credentials; the old ones hold until a check bears the new ones (RFC 8445, section 9).
 */
final class IceState {
    /** Browsers check the address in use every 2.5 s, others every 5 ± 1 s (RFC 7675, section 5.1). */
    private static final long IN_USE_NS = Duration.ofSeconds(7).toNanos();

    /** More than one listener ever has at a time; who wanders through more is forgotten at the earliest. */
    private static final int MAX_ADDRESSES = 16;

    /** Addresses that checks have proven and when the last one came, the one that was longest ago first. */
    private final Map<InetSocketAddress, Long> addresses = new LinkedHashMap<>();

    private IceCredentials credentials = IceCredentials.random();
    private @Nullable IceCredentials next;
    private String farFragment;
    private int generation = 1;
    private volatile BatchSocket.@Nullable Destination destination;
    private volatile long lastCheckNs;

    /** @param farFragment user fragment of the listener, by which a restart is told */
    IceState(String farFragment, long nowNs) {
        this.farFragment = farFragment;
        this.lastCheckNs = nowNs;
    }

    /** What the answer that was given last holds. */
    synchronized IceCredentials credentials() {
        return next == null ? credentials : next;
    }

    /** Our user fragments that checks may bear. */
    synchronized List<String> fragments() {
        return next == null ? List.of(credentials.fragment()) : List.of(credentials.fragment(), next.fragment());
    }

    /** The password that goes with one of our fragments; null when it is none. */
    synchronized @Nullable String password(String fragment) {
        if (credentials.fragment().equals(fragment)) {
            return credentials.password();
        }
        return next != null && next.fragment().equals(fragment) ? next.password() : null;
    }

    /** Counts restarts, beginning at 1. */
    synchronized int generation() {
        return generation;
    }

    /** True when the listener has other credentials than before. */
    synchronized boolean isRestart(String fragment) {
        return !farFragment.equals(fragment);
    }

    /**
     * The listener begins anew: makes new credentials.
     *
     * @return a fragment of ours that is of no use any more; null when there is none
     */
    synchronized @Nullable String restart(String newFarFragment) {
        String unused = next == null ? null : next.fragment();
        farFragment = newFarFragment;
        next = IceCredentials.random();
        generation++;
        return unused;
    }

    /**
     * What one check changed.
     *
     * @param fragment of ours that no longer holds, or null
     * @param address that is no longer held, or null
     */
    record Forgotten(@Nullable String fragment, @Nullable InetSocketAddress address) {}

    /**
     * A signed check came. Media goes to the first address, to each that is nominated (RFC 8445, section 7.3.1.5), and to one
     * that is checked while the address in use no longer is: that listener's network has changed without its knowing.
     */
    synchronized Forgotten onCheck(String fragment, InetSocketAddress from, boolean nominated, long nowNs) {
        String oldFragment = null;
        if (next != null && next.fragment().equals(fragment)) {
            oldFragment = credentials.fragment();
            credentials = next;
            next = null;
        }
        lastCheckNs = nowNs;
        addresses.remove(from);
        addresses.put(from, nowNs);
        if (nominated || oldFragment != null || !isInUse(nowNs)) {
            use(from);
        }
        return new Forgotten(oldFragment, addresses.size() > MAX_ADDRESSES ? dropOldest() : null);
    }

    private boolean isInUse(long nowNs) {
        BatchSocket.Destination to = destination;
        return to != null && isChecked(to.address(), nowNs);
    }

    /** True when a check came from that address lately. */
    synchronized boolean isChecked(InetSocketAddress address, long nowNs) {
        Long checkedNs = addresses.get(address);
        return checkedNs != null && nowNs - checkedNs < IN_USE_NS;
    }

    private void use(InetSocketAddress address) {
        BatchSocket.Destination to = destination;
        if (to == null || !to.address().equals(address)) {
            destination = BatchSocket.Destination.of(address);
        }
    }

    private InetSocketAddress dropOldest() {
        BatchSocket.Destination to = destination;
        InetSocketAddress oldest = addresses.keySet().stream()
                .filter(address -> to == null || !address.equals(to.address()))
                .findFirst()
                .orElseThrow();
        addresses.remove(oldest);
        return oldest;
    }

    /** Where media goes; null before the first check. */
    BatchSocket.@Nullable Destination destination() {
        return destination;
    }

    /** Addresses that checks have proven. */
    synchronized List<InetSocketAddress> addresses() {
        return new ArrayList<>(addresses.keySet());
    }

    /** When the last check came; at first, when the session began. */
    long lastCheckNs() {
        return lastCheckNs;
    }
}
