package io.antiphon.control.scene;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A state that was saved. A whole scene is everything that was configured; a part is how some sources, sinks and routes
 * sound, and says nothing of what there is. Immutable.
 *
 * @param name unique among the scenes
 * @param who who saved it
 * @param when when
 * @param whole whether it is everything
 * @param content what was saved
 */
public record Scene(String name, String who, Instant when, boolean whole, Configuration content) {
    /** What a part recalls of an entity. */
    private static final List<String> SOUND =
            List.of("enabled", "volume", "delay", "timeshift", "equalizer", "speaker_layouts", "volume_normalization");

    /**
     * What runs when it is recalled. Pure. An entity of a part that is not there any more is passed over.
     *
     * @throws ChangeRefused when that cannot be
     */
    public Configuration recalled(Configuration before) throws ChangeRefused {
        if (whole) {
            return content;
        }
        Configuration next = before;
        for (EntityKind kind : EntityKind.values()) {
            for (Entity saved : content.of(kind)) {
                if (before.find(kind, saved.configId()).isPresent()) {
                    next = ConfigurationEditor.update(next, kind, saved.configId(), sound(saved));
                }
            }
        }
        return next;
    }

    /** Names of what a part holds and what is not there any more, such as {@code sink 'Kitchen'}. */
    public List<String> missing(Configuration now) {
        List<String> missing = new ArrayList<>();
        for (EntityKind kind : EntityKind.values()) {
            for (Entity saved : content.of(kind)) {
                if (!whole && now.find(kind, saved.configId()).isEmpty()) {
                    missing.add(kind.singular() + " '" + saved.name() + "'");
                }
            }
        }
        return missing;
    }

    private static ObjectNode sound(Entity saved) {
        ObjectNode tree = Json.tree((Record) saved);
        return tree.retain(SOUND);
    }
}
