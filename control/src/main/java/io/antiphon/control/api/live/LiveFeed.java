package io.antiphon.control.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a client of {@code /api/live} is told: first everything, then differences, states and, when it asked for them,
 * levels and a spectrum; differences go before the others, and of these only the last. One client; one thread at a time.
 */
final class LiveFeed implements Feed {
    private final RunningSystem system;
    private final AtomicReference<@Nullable String> status = new AtomicReference<>();
    private final AtomicReference<@Nullable String> levels = new AtomicReference<>();
    private final AtomicReference<@Nullable String> spectrum = new AtomicReference<>();
    private volatile boolean wantsLevels;
    private volatile String wantedSpectrum = "";
    private @Nullable Configuration told;
    private long sequence;

    LiveFeed(RunningSystem system) {
        this.system = system;
    }

    @Override
    public @Nullable String next() {
        String change = nextChange();
        if (change != null) {
            return change;
        }
        String state = status.getAndSet(null);
        if (state != null) {
            return state;
        }
        String level = levels.getAndSet(null);
        return level != null ? level : spectrum.getAndSet(null);
    }

    @Override
    public void hear(String message) {
        try {
            JsonNode heard = Json.MAPPER.readTree(message);
            if (heard.path("type").asText().equals("subscribe")) {
                wantsLevels = heard.path("meters").asBoolean();
                wantedSpectrum = heard.path("spectrum").asText("");
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
    public boolean wantsLevels() {
        return wantsLevels;
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
            if (diff.isEmpty()) {
                return null;
            }
            message.put("type", "change").put("seq", sequence + 1);
            diff.writeTo(message);
        }
        told = now;
        sequence++;
        return Json.text(message);
    }
}
