package io.antiphon.control.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.model.Source;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import io.antiphon.engine.endpoint.PublicationProvider;
import io.antiphon.engine.endpoint.PublisherSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Streams that others publish under a name. The first time a name is published, a source of that name is configured; it
 * stays when the publisher leaves, and sounds whenever somebody publishes it. When it is deleted, its publisher is sent
 * away. Any thread.
 */
public final class Publishing implements AutoCloseable {
    private final RunningSystem system;
    private final @Nullable PublicationProvider provider;
    private final int maxPublishers;

    /** Tags of the streams that are published, by identity of the session. */
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    /** The same of those whose source is not yet configured. */
    private final Map<String, String> admitted = new ConcurrentHashMap<>();

    /**
     * @param system where sources are configured
     * @param provider how others publish; null when they cannot
     * @param maxPublishers streams that may be published at a time
     */
    public Publishing(RunningSystem system, @Nullable PublicationProvider provider, int maxPublishers) {
        this.system = system;
        this.provider = provider;
        this.maxPublishers = maxPublishers;
        system.addObserver(this::endDeleted);
    }

    /**
     * Lets somebody publish a source.
     *
     * @param nameOrId the source; a new name makes a new one
     * @param who who publishes, for the history of changes
     * @return the session, once its source is configured; fails with {@link ChangeRefused} when the name cannot be taken
     * @throws OfferException when the offer cannot be answered
     * @throws UnavailableException when nobody can publish here
     * @throws PublishersFullException when as many publish as may
     * @throws ChangeRefused when the name belongs to a source of another kind
     */
    public CompletableFuture<PublisherSession> publish(String nameOrId, String sdpOffer, String who)
            throws OfferException, UnavailableException, PublishersFullException, ChangeRefused {
        PublicationProvider by = provider;
        if (by == null) {
            throw new UnavailableException(
                    UnavailableException.Why.NOBODY_CAN_LISTEN, "this server has no port for media");
        }
        Optional<Source> known = find(nameOrId);
        String tag = known.isPresent() ? tag(by, known.get()) : by.tag(nameOrId);
        PublisherSession session = admitted(by, tag, sdpOffer);
        CompletableFuture<Void> configured = known.isPresent()
                ? CompletableFuture.completedFuture(null)
                : system.change(before -> withSource(before, nameOrId, tag), RunningSystem.Importance.STRUCTURE, who);
        return configured
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        tags.put(session.id(), tag);
                    } else {
                        session.close();
                    }
                    admitted.remove(session.id());
                })
                .thenApply(_ -> session);
    }

    /** The session of a publisher, if it still lives. */
    public Optional<PublisherSession> session(String id) {
        String tag = tags.get(id);
        PublicationProvider by = provider;
        return tag == null || by == null ? Optional.empty() : by.session(tag, id);
    }

    /** Ends all sessions. */
    @Override
    public void close() {
        List.copyOf(tags.keySet()).forEach(id -> session(id).ifPresent(PublisherSession::close));
        tags.clear();
    }

    private Optional<Source> find(String nameOrId) {
        return system.configuration().find(EntityKind.SOURCE, nameOrId).map(Source.class::cast);
    }

    private static String tag(PublicationProvider by, Source source) throws ChangeRefused {
        String tag = source.tag();
        if (source.group() || tag == null || !by.accepts(tag)) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.CONFLICT,
                    new Problem(
                            "not_published",
                            "'" + source.name() + "' is a source of another kind",
                            "name",
                            "Publish under another name, or give that source the tag " + by.tag(source.name()) + ".",
                            source.name()));
        }
        return tag;
    }

    /** One at a time, so that two cannot both take the last place. */
    private synchronized PublisherSession admitted(PublicationProvider by, String tag, String sdpOffer)
            throws OfferException, UnavailableException, PublishersFullException {
        requireRoom(by, tag);
        PublisherSession session = by.publish(tag, sdpOffer);
        admitted.put(session.id(), tag);
        return session;
    }

    private void requireRoom(PublicationProvider by, String tag) throws PublishersFullException {
        tags.entrySet()
                .removeIf(entry -> by.session(entry.getValue(), entry.getKey()).isEmpty());
        long others = Stream.concat(tags.values().stream(), admitted.values().stream())
                .filter(each -> !each.equals(tag))
                .count();
        if (others >= maxPublishers) {
            throw new PublishersFullException(maxPublishers);
        }
    }

    /** With the source, unless somebody else has made it in between. */
    private static Configuration withSource(Configuration before, String name, String tag) throws ChangeRefused {
        boolean made = before.sources().stream().anyMatch(source -> tag.equals(source.tag()));
        ObjectNode source = Json.object().put("name", name).put("tag", tag);
        return made ? before : ConfigurationEditor.add(before, EntityKind.SOURCE, source);
    }

    /** A publisher whose source is gone is heard by nobody. */
    private void endDeleted() {
        List<Source> sources = system.configuration().sources();
        tags.entrySet().removeIf(entry -> {
            boolean deleted =
                    sources.stream().noneMatch(source -> entry.getValue().equals(source.tag()));
            if (deleted) {
                session(entry.getKey()).ifPresent(PublisherSession::close);
            }
            return deleted;
        });
    }
}
