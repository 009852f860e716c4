package io.antiphon.control.edit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.util.List;
import java.util.Random;

/** A house of some rooms that is changed at random, as people and their clients change it. One thread. */
public final class RandomEdits {
    private static final int NAMES = 8;
    private static final List<EntityKind> KINDS = List.of(EntityKind.values());
    private static final List<String> VALUES =
            List.of("volume", "delay", "enabled", "equalizer", "normalized", "group", "channels", "name");

    private final Random random;
    private Configuration configuration = Configuration.EMPTY;

    /** @param seed the same seed makes the same edits */
    public RandomEdits(long seed) {
        this.random = new Random(seed);
    }

    /** Makes one edit; one that is refused changes nothing. */
    public Configuration next() {
        EntityKind kind = KINDS.get(random.nextInt(KINDS.size()));
        try {
            configuration = switch (random.nextInt(8)) {
                case 0, 1, 2 -> ConfigurationEditor.add(configuration, kind, entity(kind));
                case 3 -> ConfigurationEditor.delete(configuration, kind, name());
                case 4 -> ConfigurationEditor.move(configuration, kind, name(), random.nextInt(NAMES));
                default -> ConfigurationEditor.update(configuration, kind, name(), values());
            };
        } catch (ChangeRefused e) {
            return configuration;
        }
        return configuration;
    }

    private ObjectNode entity(EntityKind kind) {
        ObjectNode entity = Json.object().put("name", name());
        if (kind == EntityKind.ROUTE) {
            entity.put("source", name()).put("sink", name());
        } else if (random.nextInt(4) == 0) {
            addMembers(entity.put("is_group", true));
        } else {
            entity.put("ip", "10.0.0." + (1 + random.nextInt(4)));
        }
        return entity;
    }

    private ObjectNode values() {
        ObjectNode values = Json.object();
        switch (VALUES.get(random.nextInt(VALUES.size()))) {
            case "volume" -> values.put("volume", random.nextInt(30) / 10.0);
            case "delay" -> values.put("delay", random.nextInt(3) * 100);
            case "enabled" -> values.put("enabled", random.nextBoolean());
            case "equalizer" -> values.putObject("equalizer").put("b3", random.nextInt(5) / 4.0);
            case "normalized" -> values.put("volume_normalization", random.nextBoolean());
            case "group" -> addMembers(values);
            case "channels" -> values.put("channels", 1 + random.nextInt(8));
            default -> values.put("name", name());
        }
        return values;
    }

    private void addMembers(ObjectNode into) {
        ArrayNode members = into.putArray("group_members");
        for (int i = random.nextInt(3); i >= 0; i--) {
            members.add(name());
        }
    }

    private String name() {
        return "n" + random.nextInt(NAMES);
    }
}
