package io.antiphon.control.api.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import org.jspecify.annotations.Nullable;

/** What a client of {@code /ws/config} is told: differences, all keys always there. One client; one thread at a time. */
final class ConfigFeed implements Feed {
    private final RunningSystem system;
    private Configuration told;

    /** @param told what the client can have read before its first message */
    ConfigFeed(RunningSystem system, Configuration told) {
        this.system = system;
        this.told = told;
    }

    @Override
    public @Nullable String next() {
        Configuration now = system.configuration();
        ConfigurationDiff diff = ConfigurationDiff.between(told, now);
        told = now;
        if (diff.isEmpty()) {
            return null;
        }
        ObjectNode message = Json.object();
        diff.writeTo(message);
        message.putObject("system_capture_devices");
        message.putObject("system_playback_devices");
        ObjectNode removals = message.withObject("removals");
        removals.putArray("system_capture_devices");
        removals.putArray("system_playback_devices");
        return Json.text(message);
    }
}
