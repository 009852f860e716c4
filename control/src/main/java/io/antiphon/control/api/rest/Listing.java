package io.antiphon.control.api.rest;

import io.antiphon.control.model.Entity;
import io.antiphon.control.schema.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of entities as JSON. The next one takes from it the text of what has not changed: to write a thousand entities
 * anew for each who asks would keep everybody waiting. Immutable.
 */
final class Listing {
    /** Of nothing. */
    static final Listing EMPTY = new Listing(List.of(), "[]".getBytes(StandardCharsets.UTF_8), new int[] {1});

    private final List<? extends Entity> entities;
    private final byte[] json;

    /** Where in the JSON each entity begins; behind them, where one more would. */
    private final int[] begins;

    private Listing(List<? extends Entity> entities, byte[] json, int[] begins) {
        this.entities = entities;
        this.json = json;
        this.begins = begins;
    }

    /** The listing of these entities; this one, when it is. */
    Listing of(List<? extends Entity> all) {
        if (entities.equals(all)) {
            return this;
        }
        Map<String, Integer> places = new HashMap<>();
        entities.forEach(entity -> places.put(entity.configId(), places.size()));
        ByteArrayOutputStream text = new ByteArrayOutputStream(json.length + json.length / 8);
        int[] starts = new int[all.size() + 1];
        text.write('[');
        for (int i = 0; i < all.size(); i++) {
            starts[i] = text.size();
            write(all.get(i), places.get(all.get(i).configId()), text);
            text.write(',');
        }
        starts[all.size()] = text.size();
        byte[] whole = text.toByteArray();
        if (all.isEmpty()) {
            return EMPTY;
        }
        whole[whole.length - 1] = ']';
        return new Listing(all, whole, starts);
    }

    /** The JSON; not to be changed. */
    byte[] json() {
        return json;
    }

    private void write(Entity entity, @Nullable Integer place, ByteArrayOutputStream into) {
        if (place != null && entities.get(place).equals(entity)) {
            into.write(json, begins[place], begins[place + 1] - 1 - begins[place]);
        } else {
            into.writeBytes(Json.text(entity).getBytes(StandardCharsets.UTF_8));
        }
    }
}
