package io.antiphon.engine.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One mix for all who listen to it by HTTP; one encode serves all that asked for equal formats. Any thread. */
public interface StreamBroadcast extends AutoCloseable {
    /** The tap's far end: what the graph writes here is what listeners hear. */
    SinkEndpoint input();

    /**
     * Lets somebody listen: first what every listener of the format needs, then the last seconds that were encoded, so that
     * a player starts at once, then all that comes.
     *
     * @throws EndpointException when it cannot be encoded so, or as many encodings as may be are on the air; the message is
     *     a sentence for the listener
     */
    StreamListener join(StreamFormat format, StreamOutlet outlet) throws EndpointException;

    /**
     * The mix in segments, for any number of listeners behind HTTP caches.
     *
     * @throws EndpointException as for {@link #join}
     */
    SegmentedStream segments(StreamFormat format) throws EndpointException;

    /** The mix in segments, when it is encoded so already. */
    Optional<SegmentedStream> runningSegments(StreamFormat format);

    /** True when nothing is encoded: nobody listens, and nobody has asked for segments for a while. */
    boolean isIdle();

    /** All who listen now. */
    List<StreamListener> listeners();

    /** What has happened, by name. */
    Map<String, Long> counters();

    /** Ends all streams and lets go of everything. */
    @Override
    void close();
}
