package io.antiphon.io.webrtc;

import io.antiphon.engine.endpoint.CodecPreferences;
import java.util.List;

/**
 * Where WebRTC media is served. Immutable.
 *
 * @param bindHost address to bind; {@code 0.0.0.0} for all interfaces, by IPv4 and IPv6
 * @param port UDP port for all listeners; 0 lets the system choose
 * @param publicAddresses addresses under which a router forwards that port to this machine; may be empty
 * @param maxEncodings encodings of one mix that listeners may ask for at a time, at least 1
 * @param batches whether many packets leave in one call of the system, where it can do that
 * @param codecs how listeners are sent audio
 */
public record WebRtcSettings(
        String bindHost,
        int port,
        List<String> publicAddresses,
        int maxEncodings,
        boolean batches,
        CodecPreferences codecs) {
    /** Property that says {@code off} where each packet is to leave by itself, for comparison. */
    private static final String BATCHES = "antiphon.batches";

    public WebRtcSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port=" + port + ": 0…65535");
        }
        if (maxEncodings < 1) {
            throw new IllegalArgumentException("maxEncodings=" + maxEncodings + ": 1 and more");
        }
        publicAddresses = List.copyOf(publicAddresses);
    }

    /** With batches, unless the property {@value #BATCHES} says otherwise. */
    public WebRtcSettings(
            String bindHost, int port, List<String> publicAddresses, int maxEncodings, CodecPreferences codecs) {
        this(bindHost, port, publicAddresses, maxEncodings, !"off".equals(System.getProperty(BATCHES)), codecs);
    }

    /** With the codecs as they usually are. */
    public WebRtcSettings(String bindHost, int port, List<String> publicAddresses, int maxEncodings) {
        this(bindHost, port, publicAddresses, maxEncodings, CodecPreferences.DEFAULT);
    }
}
