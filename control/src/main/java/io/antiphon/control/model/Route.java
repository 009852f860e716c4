package io.antiphon.control.model;

import io.antiphon.control.schema.Range;
import io.antiphon.control.schema.Text;
import io.antiphon.control.schema.TextRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a source, or group, is heard at a sink, or group.
 *
 * @param name unique among the routes
 * @param sink name of the sink or group
 * @param source name of the source or group
 * @param enabled whether it contributes
 * @param volume linear gain
 * @param delay delay in milliseconds
 * @param equalizer gains of the bands
 * @param timeshift how far back it plays, in seconds
 * @param speakerLayouts spreading by the stream's channel count
 * @param configId identity
 * @param remoteTarget the sink of another router that is meant
 */
public record Route(
        @Text(TextRule.NAME) String name,
        String sink,
        String source,
        boolean enabled,
        @Range(min = 0, max = Entity.MAX_VOLUME) double volume,
        @Range(min = 0, max = 5000) int delay,
        Equalizer equalizer,
        @Range(min = 0, max = 300) double timeshift,
        @Range(min = 1, max = 8) Map<Integer, SpeakerLayout> speakerLayouts,
        @Text(TextRule.NAME) String configId,
        @Nullable RemoteTarget remoteTarget)
        implements Entity {
    /** The values that stand where none are given. */
    public static final Route DEFAULT = new Route("", "", "", true, 1, 0, Equalizer.DEFAULT, 0, Map.of(), "", null);
}
