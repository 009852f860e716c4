package io.antiphon.control.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.model.Equalizer;
import io.antiphon.control.model.Route;
import io.antiphon.control.model.Sink;
import io.antiphon.control.model.Source;
import io.antiphon.control.model.SpeakerLayout;
import io.antiphon.control.schema.Problems;
import io.antiphon.control.schema.RecordReader;
import java.util.List;
import java.util.UUID;

/** Reads one entity and checks what it must be in itself. One thread, one entity. */
final class EntityReader {
    private final Problems problems;

    EntityReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads a whole entity; defaults stand where nothing is given, and an identity is made when there is none. */
    Entity readNew(EntityKind kind, ObjectNode given) {
        ObjectNode node = OlderForms.update(given);
        if (!node.has("config_id")) {
            node.put("config_id", UUID.randomUUID().toString());
        }
        if (!node.has("name")) {
            problems.add("required", "name", "must be given");
        }
        return read(node, kind.defaults());
    }

    /** Reads a change of an entity; what is not given stays, and so does the identity. */
    Entity readChange(Entity before, ObjectNode given) {
        ObjectNode node = OlderForms.update(given);
        node.remove("config_id");
        return read(node, before);
    }

    private Entity read(ObjectNode node, Entity base) {
        RecordReader reader = new RecordReader(problems);
        return switch (base) {
            case Sink sink -> checked(reader.read(node, sink));
            case Source source -> checked(reader.read(node, source));
            case Route route -> {
                Route read = reader.read(node, route);
                checkLayouts(read);
                yield read;
            }
        };
    }

    private Sink checked(Sink sink) {
        checkLayouts(sink);
        if (!sink.group() && sink.reachedBy().isAddressed()) {
            String who = "a " + sink.reachedBy().title() + " sink";
            if (sink.port() == 0) {
                problems.add("required", "port", "must be from 1 to 65535: " + who + " is sent to a port");
            }
            boolean onlyReceivers =
                    sink.multiDeviceMode() && !sink.rtpReceiverMappings().isEmpty();
            if (sink.ip() == null && !onlyReceivers) {
                problems.add("required", "ip", "must be given: " + who + " is sent to an address");
            }
        }
        return sink;
    }

    private Source checked(Source source) {
        checkLayouts(source);
        if (!source.group() && source.ip() == null && source.tag() == null) {
            problems.add("required", "ip", "must be given, or 'tag': else no stream can ever be this source");
        }
        return source;
    }

    private void checkLayouts(Entity entity) {
        entity.speakerLayouts().forEach((channels, layout) -> {
            List<List<Double>> matrix = layout.matrix();
            boolean square = matrix.size() == SpeakerLayout.SIZE
                    && matrix.stream().allMatch(row -> row.size() == SpeakerLayout.SIZE);
            if (!square) {
                problems.add("bad_matrix", "speaker_layouts." + channels + ".matrix", "must be 8 rows of 8 numbers");
                return;
            }
            for (int in = 0; in < SpeakerLayout.SIZE; in++) {
                for (int out = 0; out < SpeakerLayout.SIZE; out++) {
                    if (!(Math.abs(matrix.get(in).get(out)) <= SpeakerLayout.MAX_GAIN)) {
                        problems.add(
                                "out_of_range",
                                "speaker_layouts." + channels + ".matrix." + in + "." + out,
                                "must be a number from -" + SpeakerLayout.MAX_GAIN + " to " + SpeakerLayout.MAX_GAIN);
                    }
                }
            }
        });
        Equalizer equalizer = entity.equalizer();
        if (equalizer.name() != null && equalizer.name().isBlank()) {
            problems.add("bad_text", "equalizer.name", "must not be blank");
        }
    }
}
