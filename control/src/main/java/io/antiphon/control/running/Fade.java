package io.antiphon.control.running;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Volumes on their way from what was heard to what is configured. What is switched on comes from silence, what is switched
 * off goes there first; what is deleted ends at once. Between the ends a volume moves as a fader that is drawn evenly: the
 * cube of a straight line. Immutable.
 */
final class Fade {
    private final Map<String, Ends> moving;
    private final long beginNs;
    private final long lengthNs;

    private Fade(Map<String, Ends> moving, long beginNs, long lengthNs) {
        this.moving = Map.copyOf(moving);
        this.beginNs = beginNs;
        this.lengthNs = lengthNs;
    }

    /** A fade that begins now. */
    static Fade begin(Configuration heard, Configuration next, long nowNs, long lengthNs) {
        Map<String, Ends> moving = new HashMap<>();
        for (EntityKind kind : EntityKind.values()) {
            Map<String, Entity> old = new HashMap<>();
            heard.of(kind).forEach(entity -> old.put(entity.configId(), entity));
            for (Entity entity : next.of(kind)) {
                Ends ends = new Ends(volume(old.get(entity.configId())), volume(entity));
                if (ends.from() != ends.to()) {
                    moving.put(key(kind, entity), ends);
                }
            }
        }
        return new Fade(moving, nowNs, lengthNs);
    }

    /** True when nothing moves any more. */
    boolean isOver(long nowNs) {
        return moving.isEmpty() || nowNs - beginNs >= lengthNs;
    }

    /** The same without what somebody has changed meanwhile: it is at once as they wish. */
    Fade without(Configuration before, Configuration after) {
        Map<String, Ends> left = new HashMap<>(moving);
        begin(before, after, 0, 0).moving.keySet().forEach(left::remove);
        return new Fade(left, beginNs, lengthNs);
    }

    /** What is heard now instead of what is configured. */
    Configuration at(Configuration configured, long nowNs) {
        if (isOver(nowNs)) {
            return configured;
        }
        double done = Math.max(0, (double) (nowNs - beginNs) / lengthNs);
        return ConfigurationEditor.patched(configured, (kind, entity) -> {
            Ends ends = moving.get(key(kind, entity));
            return ends == null ? null : patch(ends.at(done));
        });
    }

    private static ObjectNode patch(double volume) {
        return Json.object().put("volume", volume).put("enabled", true);
    }

    private static String key(EntityKind kind, Entity entity) {
        return kind + entity.configId();
    }

    private static double volume(@Nullable Entity entity) {
        return entity == null || !entity.enabled() ? 0 : entity.volume();
    }

    /**
     * Both ends of a volume's way.
     *
     * @param from linear gain at the begin
     * @param to linear gain at the end
     */
    private record Ends(double from, double to) {
        double at(double done) {
            double root = Math.cbrt(from) + (Math.cbrt(to) - Math.cbrt(from)) * done;
            return root * root * root;
        }
    }
}
