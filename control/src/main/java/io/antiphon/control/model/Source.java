package io.antiphon.control.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.antiphon.control.schema.EmptyText;
import io.antiphon.control.schema.OneOf;
import io.antiphon.control.schema.Range;
import io.antiphon.control.schema.Text;
import io.antiphon.control.schema.TextRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where audio comes from, or a group of such.
 *
 * @param name unique among the sources
 * @param ip address of the sender
 * @param tag tag of the stream; a trailing {@code *} stands for any ending
 * @param group whether it is a group
 * @param enabled whether it contributes
 * @param groupMembers names of the members of a group
 * @param volume linear gain
 * @param channels channels to capture with, for devices
 * @param sampleRate rate to capture with, for devices
 * @param bitDepth depth to capture with, for devices
 * @param delay delay in milliseconds
 * @param equalizer gains of the bands
 * @param timeshift how far back it plays, in seconds
 * @param speakerLayouts spreading by the stream's channel count
 * @param vncIp address of the screen that belongs to it; empty for none
 * @param vncPort its port
 * @param process whether the tag is of one program on a sender
 * @param configId identity
 */
public record Source(
        @Text(TextRule.NAME) String name,
        @Text(TextRule.ADDRESS) @Nullable String ip,
        @Nullable String tag,
        @JsonProperty("is_group") boolean group,
        boolean enabled,
        List<String> groupMembers,
        @Range(min = 0, max = Entity.MAX_VOLUME) double volume,
        @Range(min = 1, max = 8) @Nullable Integer channels,

        @OneOf({"44100", "48000", "88200", "96000", "192000"}) @Nullable
        Integer sampleRate,

        @OneOf({"16", "24", "32"}) @Nullable Integer bitDepth,
        @Range(min = 0, max = 5000) int delay,
        Equalizer equalizer,
        @Range(min = 0, max = 300) double timeshift,
        @Range(min = 1, max = 8) Map<Integer, SpeakerLayout> speakerLayouts,
        @Text(TextRule.ADDRESS) String vncIp,

        @JsonSerialize(nullsUsing = EmptyText.class) @Range(min = 0, max = 65535) @Nullable
        Integer vncPort,

        @JsonProperty("is_process") boolean process,
        @Text(TextRule.NAME) String configId)
        implements Endpoint {
    /** The values that stand where none are given. */
    public static final Source DEFAULT = new Source(
            "",
            null,
            null,
            false,
            true,
            List.of(),
            1,
            null,
            null,
            null,
            0,
            Equalizer.DEFAULT,
            0,
            Map.of(),
            "",
            null,
            false,
            "");

    /** Tag of the stream that it plays; null for groups. */
    public @Nullable String streamTag() {
        if (group) {
            return null;
        }
        return process || ip == null ? tag : ip;
    }
}
