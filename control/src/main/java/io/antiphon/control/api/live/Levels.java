package io.antiphon.control.api.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.apply.RunningGraph;
import io.antiphon.control.schema.Json;
import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.node.MeterHandle;
import io.antiphon.engine.node.MeterReading;
import io.antiphon.engine.node.MeterReading.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads all meters and keeps what the RMS over 300 ms needs. One thread. */
final class Levels {
    /** Lowest level that is told; what is not above is silent and left out. */
    static final double FLOOR_DB = -120;

    /** 300 ms at 20 windows a second. */
    private static final int RMS_WINDOWS = 6;

    /** A sine at full scale reads 0 dB RMS (AES17), though its mean square is one half. */
    private static final double SINE_REFERENCE_DB = Decibels.ofLinear(Math.sqrt(2));

    private final Map<String, Deque<MeterReading>> last = new HashMap<>();

    /** The message with the levels of this moment. */
    String read(RunningGraph running) {
        ObjectNode message = Json.object().put("type", "meters");
        ObjectNode levels = message.putObject("levels");
        Set<String> metered = new HashSet<>();
        running.sources().forEach((id, source) -> read(id, source.meter(), levels, metered));
        running.sinks().forEach((id, sink) -> read(id, sink.meter(), levels, metered));
        last.keySet().retainAll(metered);
        return Json.text(message);
    }

    private void read(String id, @Nullable MeterHandle meter, ObjectNode levels, Set<String> metered) {
        if (meter == null) {
            return;
        }
        metered.add(id);
        Deque<MeterReading> windows = last.computeIfAbsent(id, key -> new ArrayDeque<>());
        meter.read().ifPresent(reading -> take(reading, windows));
        MeterReading newest = windows.peekLast();
        if (newest == null) {
            return;
        }
        ObjectNode level = Json.object();
        ArrayNode peaks = level.putArray("peak");
        ArrayNode rms = level.putArray("rms");
        boolean sounding = false;
        for (int channel = 0; channel < newest.channels().size(); channel++) {
            double peakDb = Decibels.ofLinear(newest.channels().get(channel).peak());
            double rmsDb = Decibels.ofLinear(Math.sqrt(meanSquare(windows, channel))) + SINE_REFERENCE_DB;
            sounding |= peakDb > FLOOR_DB || rmsDb > FLOOR_DB;
            peaks.add(told(peakDb));
            rms.add(told(rmsDb));
        }
        if (sounding) {
            level.put("clips", newest.clips());
            levels.set(id, level);
        }
    }

    private static void take(MeterReading reading, Deque<MeterReading> windows) {
        MeterReading newest = windows.peekLast();
        if (newest != null && newest.window() > reading.window()) {
            windows.clear(); // Another meter under the same identity counts anew.
        }
        if (newest == null || newest.window() != reading.window()) {
            windows.addLast(reading);
        }
        if (windows.size() > RMS_WINDOWS) {
            windows.removeFirst();
        }
    }

    private static double meanSquare(Deque<MeterReading> windows, int channel) {
        double sum = 0;
        for (MeterReading window : windows) {
            List<Level> channels = window.channels();
            sum += channel < channels.size() ? channels.get(channel).meanSquare() : 0;
        }
        return sum / windows.size();
    }

    private static double told(double db) {
        return Math.round(Math.max(FLOOR_DB, db) * 10) / 10.0;
    }
}
