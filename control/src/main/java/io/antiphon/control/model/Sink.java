package io.antiphon.control.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.antiphon.control.schema.OneOf;
import io.antiphon.control.schema.Range;
import io.antiphon.control.schema.Text;
import io.antiphon.control.schema.TextRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where audio goes to, or a group of such.
 *
 * @param name unique among the sinks
 * @param ip address of the receiver, or tag of a device
 * @param port its port
 * @param group whether it is a group
 * @param enabled whether it contributes
 * @param groupMembers names of the members of a group
 * @param volume linear gain
 * @param bitDepth bits a sample on the wire
 * @param sampleRate rate on the wire
 * @param channels channels of the mix and on the wire
 * @param channelLayout what the channels are for
 * @param delay delay in milliseconds
 * @param equalizer gains of the bands
 * @param timeshift how far back it plays, in seconds
 * @param speakerLayouts spreading by the stream's channel count
 * @param volumeNormalization whether its level is held
 * @param timeSync whether it plays in step with others
 * @param timeSyncDelay added to the announced time, in milliseconds
 * @param configId identity
 * @param useTcp kept for the ancestors' clients; says nothing
 * @param enableMp3 whether an MP3 stream of it is offered
 * @param protocol how it is reached
 * @param sapTargetSink identity of the sink that is announced to another router
 * @param sapTargetHost that router
 * @param multiDeviceMode whether its channels go to several receivers
 * @param rtpReceiverMappings which channels go to which receiver
 */
public record Sink(
        @Text(TextRule.NAME) String name,
        @Text(TextRule.HOST) @Nullable String ip,
        @Range(min = 0, max = 65535) int port,
        @JsonProperty("is_group") boolean group,
        boolean enabled,
        List<String> groupMembers,
        @Range(min = 0, max = Entity.MAX_VOLUME) double volume,
        @OneOf({"16", "24", "32"}) int bitDepth,

        @OneOf({"44100", "48000", "88200", "96000", "192000"})
        int sampleRate,

        @Range(min = 1, max = 8) int channels,

        @OneOf({"mono", "stereo", "quad", "surround", "3.1", "4.0", "5.1", "5.1(side)", "7.1"})
        String channelLayout,

        @Range(min = 0, max = 5000) int delay,
        Equalizer equalizer,
        @Range(min = 0, max = 300) double timeshift,
        @Range(min = 1, max = 8) Map<Integer, SpeakerLayout> speakerLayouts,
        boolean volumeNormalization,
        boolean timeSync,
        @Range(min = -10_000, max = 10_000) int timeSyncDelay,
        @Text(TextRule.NAME) String configId,
        boolean useTcp,
        @JsonProperty("enable_mp3") boolean enableMp3,
        String protocol,
        @Nullable String sapTargetSink,
        @Nullable String sapTargetHost,
        boolean multiDeviceMode,
        List<RtpReceiverMapping> rtpReceiverMappings)
        implements Endpoint {
    /** The values that stand where none are given. */
    public static final Sink DEFAULT = new Sink(
            "",
            null,
            4010,
            false,
            true,
            List.of(),
            1,
            32,
            48_000,
            2,
            "stereo",
            0,
            Equalizer.DEFAULT,
            0,
            Map.of(),
            false,
            false,
            0,
            "",
            false,
            true,
            "scream",
            null,
            null,
            false,
            List.of());

    /** How it is reached; protocols that nobody knows behave as Scream. */
    public SinkProtocol reachedBy() {
        return SinkProtocol.of(protocol);
    }
}
