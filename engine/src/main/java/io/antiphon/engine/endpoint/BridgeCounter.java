package io.antiphon.engine.endpoint;

/** What an {@link InputBridge} counts. */
public enum BridgeCounter {
    /** Packets that came later than the margin against lateness, or than a person tolerates, or after they had been given up. */
    LATE_PACKETS,
    /** Packets that were given up; only streams with numbered packets can tell. */
    LOST_PACKETS,
    /** Packets that came after a later one and were put in order. */
    REORDERED_PACKETS,
    /** Packets that came again. */
    DUPLICATE_PACKETS,
    /** Times that audio ran out while it sounded. */
    UNDERRUNS,
    /** Frames of the stream that were given up, and concealed by fades and silence. */
    LOST_FRAMES,
    /** Frames of the graph that were a fade or silence because the stream's own were late. */
    CONCEALED_FRAMES,
    /** Times that the bridge crossed over to a later position because too much audio had piled up. */
    RESYNCS,
    /** Frames of the stream that were dropped by such jumps, and because they came after their time. */
    DROPPED_FRAMES,
    /** Frames of the stream that found the ring full because nobody read. */
    OVERFLOW_FRAMES
}
