package io.antiphon.control.api.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.apply.RunningGraph;
import io.antiphon.control.schema.Json;
import io.antiphon.engine.node.LoudnessMeterHandle;
import io.antiphon.engine.node.LoudnessReading;
import java.util.Collection;
import java.util.Map;

/** Reads the meters of loudness. Any thread. */
final class LoudnessLevels {
    private LoudnessLevels() {}

    /** The message with the loudness of those of these that are measured. */
    static String read(RunningGraph running, Collection<String> ids) {
        ObjectNode message = Json.object().put("type", "loudness");
        ObjectNode loudness = message.putObject("loudness");
        Map<String, LoudnessMeterHandle> meters = running.loudness();
        for (String id : ids) {
            LoudnessMeterHandle meter = meters.get(id);
            if (meter != null) {
                meter.read().ifPresent(reading -> loudness.set(id, told(reading)));
            }
        }
        return Json.text(message);
    }

    /** Begins integrated loudness, range and true peak of these anew. */
    static void restart(RunningGraph running, Collection<String> ids) {
        for (String id : ids) {
            LoudnessMeterHandle meter = running.loudness().get(id);
            if (meter != null) {
                meter.restart();
            }
        }
    }

    private static ObjectNode told(LoudnessReading reading) {
        ObjectNode one = Json.object().put("seconds", Math.floor(reading.seconds()));
        put(one, "momentary", reading.momentaryLufs());
        put(one, "shortTerm", reading.shortTermLufs());
        put(one, "integrated", reading.integratedLufs());
        put(one, "range", reading.rangeLu());
        put(one, "truePeak", reading.maxTruePeakDb());
        return one;
    }

    /** Silence has no loudness: its values are left out. */
    private static void put(ObjectNode one, String key, double value) {
        if (Double.isFinite(value) && value > Levels.FLOOR_DB) {
            one.put(key, Math.round(value * 10) / 10.0);
        }
    }
}
