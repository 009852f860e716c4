package io.antiphon.io.scream;

import java.util.List;

/**
 * What a user sets of Scream.
 *
 * @param bindHost address to receive on, such as {@code 0.0.0.0}
 * @param ports UDP ports to receive on; 0 asks the system for a free one
 * @param multicastGroup group to join on every interface
 * @param playoutMs least safety margin against late packets, 0…200; 16 ms or twice that in the first minute of a
 *     stream, and more when packets are late
 */
public record ScreamSettings(String bindHost, List<Integer> ports, String multicastGroup, double playoutMs) {
    private static final String GROUP = "239.255.77.77";
    private static final double DEFAULT_PLAYOUT_MS = 5;

    public ScreamSettings {
        ports = List.copyOf(ports);
        for (int port : ports) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("scream receiver port " + port + ": 0…65535");
            }
        }
        if (!(playoutMs >= 0 && playoutMs <= 200)) {
            throw new IllegalArgumentException("scream playoutMs " + playoutMs + ": 0…200");
        }
    }

    /** The usual settings on that address and these ports. */
    public static ScreamSettings on(String bindHost, List<Integer> ports) {
        return new ScreamSettings(bindHost, ports, GROUP, DEFAULT_PLAYOUT_MS);
    }
}
