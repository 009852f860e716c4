package io.antiphon.control.apply;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.EndpointException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Endpoints that are open, by what they were opened with, so that an edit elsewhere leaves them alone. One that could
 * not be opened is tried again some seconds later. Control thread.
 *
 * <p>An edit is {@link #get} for all that is needed, then {@link #keepUsed} when the engine has taken them, or {@link
 * #closeNew} when it has not. The engine closes what it had and no longer needs.
 *
 * @param <K> what one is opened with; equal keys share an endpoint
 * @param <E> the endpoint
 */
final class Endpoints<K, E extends AutoCloseable> {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final long RETRY_NS = 5_000_000_000L;

    private final Clock clock;
    private final Opener<K, E> opener;
    private final Map<K, E> open = new HashMap<>();
    private final Map<K, Failure> failed = new HashMap<>();
    private final Set<K> used = new HashSet<>();
    private final Set<K> opened = new LinkedHashSet<>();

    Endpoints(Clock clock, Opener<K, E> opener) {
        this.clock = clock;
        this.opener = opener;
    }

    /** The endpoint of that key, opened if need be; null when it cannot be, see {@link #problem}. */
    @Nullable
    E get(K key) {
        used.add(key);
        E endpoint = open.get(key);
        Failure failure = failed.get(key);
        if (endpoint != null || (failure != null && clock.nowNs() - failure.atNs() < RETRY_NS)) {
            return endpoint;
        }
        failed.remove(key);
        try {
            endpoint = opener.open(key);
            open.put(key, endpoint);
            opened.add(key);
        } catch (EndpointException e) {
            failed.put(key, new Failure(sentence(e), clock.nowNs()));
        } catch (RuntimeException e) {
            LOG.error("endpoint: opening failed unexpectedly: key={}", key, e);
            failed.put(
                    key, new Failure("it could not be opened because of a fault; the log tells more", clock.nowNs()));
        }
        return endpoint;
    }

    /** Lets the next {@link #get} of what failed try again, however short ago it failed. */
    void forgetFailures() {
        failed.clear();
    }

    /** Why the endpoint of that key is not open. */
    @Nullable
    String problem(K key) {
        Failure failure = failed.get(key);
        return failure == null ? null : failure.problem();
    }

    /** True when one that is needed is not open. */
    boolean hasFailures() {
        return !failed.isEmpty();
    }

    /** Ends an edit that went well: what it did not ask for belongs to the engine alone. */
    void keepUsed() {
        open.keySet().retainAll(used);
        failed.keySet().retainAll(used);
        used.clear();
        opened.clear();
    }

    /** Ends an edit that the engine refused. */
    void closeNew() {
        for (K key : opened) {
            E endpoint = open.remove(key);
            try {
                if (endpoint != null) {
                    endpoint.close();
                }
            } catch (Exception e) {
                LOG.warn("endpoint: closing failed: key={}", key, e);
            }
        }
        used.clear();
        opened.clear();
    }

    private static String sentence(EndpointException e) {
        String message = e.getMessage();
        return message == null ? "it could not be opened" : message;
    }

    /**
     * Opens endpoints.
     *
     * @param <K> what one is opened with
     * @param <E> the endpoint
     */
    @FunctionalInterface
    interface Opener<K, E> {
        E open(K key) throws EndpointException;
    }

    /**
     * Why and when one could not be opened.
     *
     * @param problem a sentence
     * @param atNs time of the last try
     */
    private record Failure(String problem, long atNs) {}
}
