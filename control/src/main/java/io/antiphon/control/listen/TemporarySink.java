package io.antiphon.control.listen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.model.Route;
import io.antiphon.control.model.Sink;
import io.antiphon.control.running.Passing;
import io.antiphon.control.schema.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A sink for browsers that listen to one source or one route, and the route that leads there. It is made anew from each
 * configuration, so it goes on when what it was made from is renamed or changed. Immutable.
 *
 * @param sinkId identity of the sink
 * @param sinkName its name
 * @param routeName name of its route
 * @param routeId identity of the route
 * @param kind whether a source or a route is listened to
 * @param originId identity of what is listened to
 * @param originName its name when this was made
 */
public record TemporarySink(
        String sinkId,
        String sinkName,
        String routeName,
        String routeId,
        EntityKind kind,
        String originId,
        String originName)
        implements Passing {
    private static final String ADDRESS = "127.0.0.1";
    private static final int PORT = 1234;
    private static final int BIT_DEPTH = 16;

    /** So much of a name stands in the names that are made from it. */
    private static final int NAME_PART = 80;

    /** One for a source or a route. */
    static TemporarySink of(EntityKind kind, Entity origin) {
        String sinkId = UUID.randomUUID().toString();
        String part = start(origin.name()) + "_" + sinkId.substring(0, 8);
        boolean source = kind == EntityKind.SOURCE;
        return new TemporarySink(
                sinkId,
                (source ? "temp_source_" : "temp_route_") + part,
                (source ? "temp_route_" : "temp_mirror_") + part,
                UUID.randomUUID().toString(),
                kind,
                origin.configId(),
                origin.name());
    }

    /** A character is not cut in two. */
    private static String start(String name) {
        return name.codePointCount(0, name.length()) <= NAME_PART
                ? name
                : name.substring(0, name.offsetByCodePoints(0, NAME_PART));
    }

    @Override
    public Configuration addTo(Configuration configured) {
        Optional<? extends Entity> origin = configured.of(kind).stream()
                .filter(entity -> entity.configId().equals(originId))
                .findFirst();
        boolean taken = configured.sink(sinkName).isPresent()
                || configured.find(EntityKind.ROUTE, routeName).isPresent();
        if (origin.isEmpty() || taken) {
            return configured;
        }
        ObjectNode part = Json.object();
        if (origin.get() instanceof Route route) {
            part.putArray("sinks").add(sinkLike(configured.sink(route.sink()).orElse(Sink.DEFAULT), route));
            part.putArray("routes").add(mirror(route));
        } else {
            part.putArray("sinks").add(sink(BIT_DEPTH, Sink.DEFAULT));
            part.putArray("routes").add(route(origin.get().name()));
        }
        return with(configured, part);
    }

    private ObjectNode sinkLike(Sink wanted, Route route) {
        return sink(route.remoteTarget() == null ? wanted.bitDepth() : BIT_DEPTH, wanted);
    }

    private ObjectNode sink(int bitDepth, Sink format) {
        return Json.object()
                .put("name", sinkName)
                .put("config_id", sinkId)
                .put("protocol", "web_receiver")
                .put("ip", ADDRESS)
                .put("port", PORT)
                .put("bit_depth", bitDepth)
                .put("sample_rate", format.sampleRate())
                .put("channels", format.channels())
                .put("channel_layout", format.channelLayout());
    }

    private ObjectNode route(String source) {
        return Json.object()
                .put("name", routeName)
                .put("config_id", routeId)
                .put("sink", sinkName)
                .put("source", source);
    }

    /** All that the route does to the sound; it is heard also when the route is switched off. */
    private ObjectNode mirror(Route route) {
        return route(route.source())
                .setAll(Json.tree(route).retain("volume", "delay", "timeshift", "equalizer", "speaker_layouts"));
    }

    private static Configuration with(Configuration configured, ObjectNode part) {
        try {
            Configuration made = ConfigurationEditor.readPart(part);
            return new Configuration(
                    configured.sources(),
                    joined(configured.sinks(), made.sinks()),
                    joined(configured.routes(), made.routes()));
        } catch (ChangeRefused e) {
            throw new IllegalStateException("a temporary sink is not allowed: " + part, e);
        }
    }

    private static <E> List<E> joined(List<E> first, List<E> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
