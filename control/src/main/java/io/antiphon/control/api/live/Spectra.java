package io.antiphon.control.api.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.apply.TapId;
import io.antiphon.control.running.ControlLoop;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import io.antiphon.engine.dsp.OctaveSpectrum;
import io.antiphon.engine.endpoint.SpectrumTap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Taps of the sources and sinks whose spectrum somebody looks at; without one nothing is tapped. One thread. */
final class Spectra {
    /** So many are computed at once; who wants another waits until one is left. */
    private static final int MOST = 8;

    private final ControlLoop loop;
    private final RunningSystem system;
    private final int sampleRateHz;
    private final Map<String, Tapped> tapped = new HashMap<>();

    Spectra(ControlLoop loop, RunningSystem system, int sampleRateHz) {
        this.loop = loop;
        this.system = system;
        this.sampleRateHz = sampleRateHz;
    }

    /** Taps what is wanted and not yet tapped, and lets go of the rest. Messages by identity. */
    Map<String, String> read(Set<String> wanted) {
        for (String id : List.copyOf(tapped.keySet())) {
            if (!wanted.contains(id)) {
                tapped.remove(id);
                loop.execute(() -> system.removeTap(TapId.spectrum(id)));
            }
        }
        Map<String, String> messages = new LinkedHashMap<>();
        for (String id : wanted) {
            Tapped tap = tapped.get(id);
            if (tap != null) {
                messages.put(id, tap.message(id));
            } else if (tapped.size() < MOST) {
                Tapped fresh = new Tapped(sampleRateHz);
                tapped.put(id, fresh);
                loop.execute(() -> system.putTap(TapId.spectrum(id), fresh.tap));
            }
        }
        return messages;
    }

    /** One tap and what is heard there. */
    private static final class Tapped {
        private final SpectrumTap tap;
        private final OctaveSpectrum spectrum;
        private final float[][] fresh;

        private Tapped(int sampleRateHz) {
            this.tap = new SpectrumTap(sampleRateHz);
            this.spectrum = new OctaveSpectrum(sampleRateHz);
            this.fresh = new float[2][sampleRateHz / 4];
        }

        private String message(String id) {
            spectrum.feed(fresh, tap.read(fresh, 0, fresh[0].length));
            ObjectNode message = Json.object().put("type", "spectrum").put("id", id);
            ArrayNode bands = message.putArray("bands");
            for (double level : spectrum.levelsDb()) {
                bands.add((int) Math.round(level));
            }
            return Json.text(message);
        }
    }
}
