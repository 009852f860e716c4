package io.antiphon.control.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client of {@code /api/live} is told: first everything, then differences, states and, when it asked for them,
 * levels and a spectrum; differences go before the others, and of these only the last. One client; one thread at a time.
 */
final class LiveFeed implements Feed {
    /** More than any screen shows. */
    private static final int MOST_LOUDNESS = 100;

    private final RunningSystem system;
    private final AtomicReference<@Nullable String> status = new AtomicReference<>();
    private final AtomicReference<@Nullable String> levels = new AtomicReference<>();
    private final AtomicReference<@Nullable String> spectrum = new AtomicReference<>();
    private volatile boolean wantsLevels;
    private volatile String wantedSpectrum = "";
    private final AtomicReference<@Nullable String> loudness = new AtomicReference<>();
    private final Consumer<Set<String>> restart;
    private volatile Set<String> wantsLoudnessOf = Set.of();
    private Set<String> toldSolo = Set.of();
    private @Nullable Configuration told;
    private long sequence;

    /**
     * @param system what is configured
     * @param restart begins to measure the loudness of these anew
     */
    LiveFeed(RunningSystem system, Consumer<Set<String>> restart) {
        this.system = system;
        this.restart = restart;
    }

    @Override
    public @Nullable String next() {
        String change = nextChange();
        if (change != null) {
            return change;
        }
        String alone = nextSolo();
        if (alone != null) {
            return alone;
        }
        String state = status.getAndSet(null);
        if (state != null) {
            return state;
        }
        String level = levels.getAndSet(null);
        if (level != null) {
            return level;
        }
        String loud = loudness.getAndSet(null);
        return loud != null ? loud : spectrum.getAndSet(null);
    }

    @Override
    public void hear(String message) {
        try {
            JsonNode heard = Json.MAPPER.readTree(message);
            switch (heard.path("type").asText()) {
                case "subscribe" -> {
                    wantsLevels = heard.path("meters").asBoolean();
                    wantedSpectrum = heard.path("spectrum").asText("");
                    wantsLoudnessOf = ids(heard.path("loudness"));
                }
                case "restartLoudness" -> restart.accept(ids(heard.path("ids")));
                default -> {}
            }
        } catch (JsonProcessingException e) {
            // What a client says wrong changes nothing.
            return;
        }
    }

    @Override
    public void offerStatus(String message) {
        status.set(message);
    }

    @Override
    public void offerLevels(String message) {
        levels.set(message);
    }

    @Override
    public void offerSpectrum(String message) {
        spectrum.set(message);
    }

    @Override
    public String wantedSpectrum() {
        return wantedSpectrum;
    }

    @Override
    public void offerLoudness(String message) {
        loudness.set(message);
    }

    @Override
    public Set<String> wantsLoudnessOf() {
        return wantsLoudnessOf;
    }

    @Override
    public boolean wantsLevels() {
        return wantsLevels;
    }

    private static Set<String> ids(JsonNode list) {
        Set<String> ids = new HashSet<>();
        for (JsonNode id : list) {
            if (id.isTextual() && ids.size() < MOST_LOUDNESS) {
                ids.add(id.textValue());
            }
        }
        return Set.copyOf(ids);
    }

    private @Nullable String nextSolo() {
        Set<String> now = system.solo();
        if (now.equals(toldSolo)) {
            return null;
        }
        toldSolo = now;
        ObjectNode message = Json.object().put("type", "solo");
        message.set("ids", Json.MAPPER.valueToTree(now.stream().sorted().toList()));
        return Json.text(message);
    }

    private @Nullable String nextChange() {
        Configuration before = told;
        Configuration now = system.configuration();
        ObjectNode message = Json.object();
        if (before == null) {
            message.put("type", "snapshot").put("seq", sequence + 1);
            for (EntityKind kind : EntityKind.values()) {
                message.set(kind.plural(), Json.MAPPER.valueToTree(now.of(kind)));
            }
        } else {
            ConfigurationDiff diff = ConfigurationDiff.between(before, now);
            ObjectNode order = order(before, now);
            if (diff.isEmpty() && order.isEmpty()) {
                return null;
            }
            message.put("type", "change").put("seq", sequence + 1);
            diff.writeTo(message);
            message.set("by", hands(diff));
            message.set("order", order);
        }
        told = now;
        sequence++;
        return Json.text(message);
    }

    /** Who changed what the message tells of, by identity, where that is known. */
    private ObjectNode hands(ConfigurationDiff diff) {
        ObjectNode by = Json.object();
        for (Map<String, Entity> entities : diff.changed().values()) {
            for (Entity entity : entities.values()) {
                String who = system.changedBy(entity.configId());
                if (!who.isEmpty()) {
                    by.put(entity.configId(), who);
                }
            }
        }
        return by;
    }

    /** The identities of a kind in order, where a client that puts new ones last would have another. */
    private static ObjectNode order(Configuration before, Configuration now) {
        ObjectNode order = Json.object();
        for (EntityKind kind : EntityKind.values()) {
            if (!before.of(kind).equals(now.of(kind))) {
                List<String> ids = ids(now.of(kind));
                Set<String> guessed = new LinkedHashSet<>(ids(before.of(kind)));
                guessed.retainAll(Set.copyOf(ids));
                guessed.addAll(ids);
                if (!ids.equals(List.copyOf(guessed))) {
                    order.set(kind.plural(), Json.MAPPER.valueToTree(ids));
                }
            }
        }
        return order;
    }

    private static List<String> ids(List<? extends Entity> all) {
        return all.stream().map(Entity::configId).toList();
    }
}
