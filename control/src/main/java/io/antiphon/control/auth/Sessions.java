package io.antiphon.control.auth;

import io.antiphon.control.auth.SecretFile.Entry;
import io.antiphon.control.auth.SecretFile.Visit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Browsers that are logged in, for 30 days each, also over a restart. Any thread. */
public final class Sessions {
    /** How long one lasts. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    static final int MAX_SESSIONS = 1_000;
    private static final int MAX_AGENT = 300;
    private static final int ID_DIGITS = 16;

    /** When and where one was seen last is written this late, so that not each request waits for the disk. */
    private static final Duration VISIT_WRITTEN_EACH = Duration.ofMinutes(10);

    /** Between two looks for those whose time is over. */
    private static final Duration LOOKED_EACH = Duration.ofHours(1);

    private final SecretFile file;
    private final InstantSource clock;
    private final List<Consumer<String>> ended = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<String, String>> renewed = new CopyOnWriteArrayList<>();

    /** When and where each was seen last, by the hash of its secret; newer than what is written. */
    private final Map<String, Visit> visits = new HashMap<>();

    private Instant nextLook = Instant.MIN;

    /**
     * @param file where hashes of the sessions are kept
     * @param clock tells when one has expired
     */
    public Sessions(Path file, InstantSource clock) throws IOException {
        this.file = new SecretFile(file);
        this.clock = clock;
    }

    /**
     * Calls this with the id of each session that has ended: by a person, to make room for another, or, within an hour in
     * which any session is used, by its time.
     */
    public void onEnd(Consumer<String> told) {
        ended.add(told);
    }

    /** Calls this with the ids that a session had and has, when it goes on under another secret. */
    public void onRenewal(BiConsumer<String, String> told) {
        renewed.add(told);
    }

    /**
     * Begins one. Returns the cookie's value.
     *
     * @param user whose it is; null for who came by the login link
     * @param request what began it
     */
    public String begin(@Nullable String user, Request request) {
        String secret = Secret.create();
        String hash = Secret.hash(secret);
        Instant now = clock.instant();
        String agent = request.agent();
        Visit visit = new Visit(now, request.address(), agent.substring(0, Math.min(MAX_AGENT, agent.length())));
        List<Entry> over;
        synchronized (this) {
            over = take(this::isOver);
            while (file.entries().size() >= MAX_SESSIONS) {
                Entry oldest = Collections.min(file.entries().values(), Comparator.comparing(Entry::time));
                over.addAll(take(oldest::equals));
            }
            visits.keySet().retainAll(file.entries().keySet());
            file.entries().put(hash, new Entry(hash, now.plus(LIFETIME), user, Role.ADMIN, List.of(), visit));
            write();
        }
        tell(over);
        return secret;
    }

    /**
     * Lets the session of a cookie go on under another secret, and ends all others of the user. Returns the new cookie's
     * value.
     *
     * @param cookie of the session; null when none asks, and one begins
     */
    public String renew(@Nullable String cookie, String user, Request request) {
        Optional<String> before = id(cookie);
        String secret = begin(user, request);
        String id = id(secret).orElseThrow();
        before.ifPresent(old -> renewed.forEach(told -> told.accept(old, id)));
        endIf(entry -> user.equals(entry.user()) && !id(entry).equals(id));
        return secret;
    }

    /** Who began the session of a cookie; empty when it does not last or its user is gone. */
    public Optional<Identity> holder(String cookie, Users users, String address) {
        endOverdue();
        String hash = Secret.hash(cookie);
        synchronized (this) {
            Entry entry = file.entries().get(hash);
            if (entry == null || isOver(entry)) {
                return Optional.empty();
            }
            Optional<Identity> holder = identity(entry, users);
            if (holder.isPresent()) {
                note(hash, entry, address);
            }
            return holder;
        }
    }

    /** The name by which the session of a cookie is told from others; it lets nobody in. Empty when there is none. */
    public synchronized Optional<String> id(@Nullable String cookie) {
        String hash = cookie == null ? "" : Secret.hash(cookie);
        return Optional.ofNullable(file.entries().get(hash)).map(Sessions::id);
    }

    /** True while there is a session of that id. */
    public synchronized boolean lasts(String id) {
        return file.entries().values().stream().anyMatch(entry -> id(entry).equals(id));
    }

    /**
     * Sessions that somebody may see and end: one's own, of an admin all. Those used last come first.
     *
     * @param who who asks
     * @param cookie of the session that asks, if one does
     */
    public synchronized List<Listed> list(Identity who, @Nullable String cookie, Users users) {
        String own = id(cookie).orElse("");
        List<Listed> all = new ArrayList<>();
        for (Entry entry : file.entries().values()) {
            identity(entry, users)
                    .filter(holder -> who.role() == Role.ADMIN || who.name().equals(holder.name()))
                    .filter(_ -> !isOver(entry))
                    .ifPresent(holder -> all.add(listed(entry, holder, id(entry).equals(own))));
        }
        all.sort(Comparator.comparing(Listed::seen).reversed());
        return all;
    }

    /** Ends all of a user. */
    public void endAll(String user) {
        endIf(entry -> user.equals(entry.user()));
    }

    /** Ends one. */
    public void end(String cookie) {
        String hash = Secret.hash(cookie);
        endIf(entry -> entry.hash().equals(hash));
    }

    /** Ends the one of that id. */
    public void endById(String id) {
        endIf(entry -> id(entry).equals(id));
    }

    private void endOverdue() {
        synchronized (this) {
            Instant now = clock.instant();
            if (now.isBefore(nextLook)) {
                return;
            }
            nextLook = now.plus(LOOKED_EACH);
        }
        endIf(this::isOver);
    }

    private void endIf(Predicate<Entry> which) {
        List<Entry> over;
        synchronized (this) {
            over = take(which);
            if (!over.isEmpty()) {
                write();
            }
        }
        tell(over);
    }

    /** Takes them out; what they are is told without the lock. */
    private List<Entry> take(Predicate<Entry> which) {
        List<Entry> over =
                new ArrayList<>(file.entries().values().stream().filter(which).toList());
        file.entries().values().removeAll(over);
        return over;
    }

    private void tell(List<Entry> over) {
        over.forEach(entry -> ended.forEach(told -> told.accept(id(entry))));
    }

    private boolean isOver(Entry entry) {
        return !clock.instant().isBefore(entry.time());
    }

    /** The hash stands in the file; its own hash tells nobody more. */
    private static String id(Entry entry) {
        return Secret.hash(entry.hash()).substring(0, ID_DIGITS);
    }

    private static Optional<Identity> identity(Entry entry, Users users) {
        String user = entry.user();
        return user == null
                ? Optional.of(Identity.BY_LINK)
                : users.role(user).map(role -> new Identity(user, role, List.of()));
    }

    private void note(String hash, Entry entry, String address) {
        Visit written = entry.visit();
        Visit visit = new Visit(clock.instant(), address, written == null ? "" : written.agent());
        visits.put(hash, visit);
        if (written == null || Duration.between(written.seen(), visit.seen()).compareTo(VISIT_WRITTEN_EACH) >= 0) {
            file.entries().put(hash, entry.usedAt(visit));
            write();
        }
    }

    private Listed listed(Entry entry, Identity holder, boolean own) {
        Instant since = entry.time().minus(LIFETIME);
        Visit visit = visits.getOrDefault(entry.hash(), entry.visit());
        return new Listed(
                id(entry),
                holder.name(),
                holder.role().wireName(),
                since.toString(),
                (visit == null ? since : visit.seen()).toString(),
                visit == null ? "" : visit.address(),
                visit == null ? "" : BrowserName.of(visit.agent()),
                own);
    }

    /** A session that the disk does not take lasts until the program ends. */
    private void write() {
        try {
            file.write();
        } catch (IOException e) {
            LOG.warn("auth: sessions could not be written", e);
        }
    }

    /**
     * A session as it is listed.
     *
     * @param id names it, and lets nobody in
     * @param user who logged in
     * @param role as what
     * @param since when, ISO 8601
     * @param seen when it was used last
     * @param address from where
     * @param browser by what, in words
     * @param own whether it is the one that asks
     */
    public record Listed(
            String id,
            String user,
            String role,
            String since,
            String seen,
            String address,
            String browser,
            boolean own) {}
}
