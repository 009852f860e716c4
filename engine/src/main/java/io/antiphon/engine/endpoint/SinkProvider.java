package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.dsp.Dither;

/** One kind of transport that takes audio out. All methods are called by the control thread. */
public interface SinkProvider {
    /** Name of the protocol as a configured sink gives it, such as {@code scream}. */
    String protocol();

    /**
     * Opens a sink.
     *
     * @throws EndpointException when the address or the format is not possible
     */
    SinkEndpoint open(SinkRequest request) throws EndpointException;

    /** Takes what shall be done about the error of rounding to the bits of a sink, for open sinks too. */
    default void tune(Dither dither) {}

    /**
     * Where to send and how.
     *
     * @param id stable identity of the configured sink
     * @param host address or host name; may be a multicast group
     * @param port UDP port, 1…65535
     * @param format format on the wire
     */
    record SinkRequest(String id, String host, int port, PcmFormat format) {}
}
