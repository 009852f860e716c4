package io.antiphon.control.listen;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Sink;
import io.antiphon.control.model.SpeakerLayout;
import io.antiphon.control.running.Passing;
import io.antiphon.control.schema.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A generator and its route into one channel of a sink. A layout that the sink has for stereo lies behind the route's, so
 * the route's begins with its inverse. Immutable.
 *
 * @param sinkId identity of the sink
 * @param wish what is heard
 * @param number tells it from the one before
 */
record TestTone(String sinkId, ToneWish wish, long number) implements Passing {
    private static final int INPUTS = 2;
    private static final double TINY = 1e-6;

    @Override
    public Configuration addTo(Configuration configured) {
        Optional<Sink> sink = configured.sinks().stream()
                .filter(each -> each.configId().equals(sinkId))
                .findFirst();
        Optional<List<Double>> gains = sink.flatMap(each -> gainsInto(each, wish.channel()));
        String name = "test_tone_" + sinkId + "_" + number;
        if (sink.isEmpty() || gains.isEmpty() || configured.source(name).isPresent()) {
            return configured;
        }
        ObjectNode part = Json.object();
        part.putArray("sources")
                .addObject()
                .put("name", name)
                .put("config_id", name)
                .put("tag", wish.tag());
        ObjectNode route = part.putArray("routes").addObject();
        route.put("name", name).put("config_id", name).put("source", name);
        route.put("sink", sink.get().name());
        ObjectNode layout = route.putObject("speaker_layouts").putObject(Integer.toString(INPUTS));
        ArrayNode matrix = layout.put("auto_mode", false).putArray("matrix");
        for (int in = 0; in < SpeakerLayout.SIZE; in++) {
            ArrayNode row = matrix.addArray();
            for (int out = 0; out < SpeakerLayout.SIZE; out++) {
                row.add(in == 0 ? gains.get().get(out) : 0.0); // both sides of a generator's tone are the same
            }
        }
        return with(configured, part);
    }

    /** Gains of the left input with which it is heard in that channel alone; none when the sink's own layout mixes it. */
    static Optional<List<Double>> gainsInto(Sink sink, int channel) {
        SpeakerLayout own = sink.speakerLayouts().getOrDefault(INPUTS, SpeakerLayout.DEFAULT);
        int size = SpeakerLayout.SIZE;
        double[][] rows = new double[size][size + 1];
        for (int out = 0; out < size; out++) {
            for (int in = 0; in < size; in++) {
                boolean same = in == out;
                rows[out][in] =
                        own.autoMode() ? (same ? 1 : 0) : own.matrix().get(in).get(out);
            }
            rows[out][size] = out == channel ? 1 : 0;
        }
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int row = column + 1; row < size; row++) {
                pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
            }
            if (Math.abs(rows[pivot][column]) < TINY) {
                return Optional.empty();
            }
            double[] swap = rows[column];
            rows[column] = rows[pivot];
            rows[pivot] = swap;
            eliminate(rows, column);
        }
        List<Double> gains = Stream.of(rows).map(row -> row[size]).toList();
        boolean allowed = gains.stream().allMatch(gain -> Math.abs(gain) <= SpeakerLayout.MAX_GAIN);
        return allowed ? Optional.of(gains) : Optional.empty();
    }

    private static void eliminate(double[][] rows, int column) {
        int last = rows.length;
        double scale = rows[column][column];
        for (int i = 0; i <= last; i++) {
            rows[column][i] /= scale;
        }
        for (int row = 0; row < rows.length; row++) {
            double factor = row == column ? 0 : rows[row][column];
            for (int i = 0; i <= last; i++) {
                rows[row][i] -= factor * rows[column][i];
            }
        }
    }

    private static Configuration with(Configuration configured, ObjectNode part) {
        try {
            Configuration made = ConfigurationEditor.readPart(part);
            return new Configuration(
                    joined(configured.sources(), made.sources()),
                    configured.sinks(),
                    joined(configured.routes(), made.routes()));
        } catch (ChangeRefused e) {
            throw new IllegalStateException("a test tone is not allowed: " + part, e);
        }
    }

    private static <E> List<E> joined(List<E> first, List<E> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
