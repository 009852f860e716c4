package io.antiphon.io.scream;

import java.util.List;

/**
 * What a user sets of Scream.
 *
 * @param bindHost address to receive on, such as {@code 0.0.0.0}
 * @param ports UDP ports to receive on; 0 asks the system for a free one
 * @param multicastGroup group to join on every interface
 * @param playoutMs least safety margin against late packets, 0…200; it grows with the measured lateness
 */
public record ScreamSettings(String bindHost, List<Integer> ports, String multicastGroup, double playoutMs) {
    /** Port of the Windows driver's default and of most receivers. */
    public static final int CLASSIC_PORT = 4010;

    /** Port that the user-mode Windows sender chooses. */
    public static final int DEFAULT_RECEIVER_PORT = 16401;

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

    /** All addresses, the classic port and the given one. */
    public static ScreamSettings withReceiverPort(int receiverPort) {
        List<Integer> ports =
                receiverPort == CLASSIC_PORT ? List.of(CLASSIC_PORT) : List.of(CLASSIC_PORT, receiverPort);
        return new ScreamSettings("0.0.0.0", ports, GROUP, DEFAULT_PLAYOUT_MS);
    }

    /** As they are, but bound to that address and these ports. */
    public ScreamSettings boundTo(String host, List<Integer> otherPorts) {
        return new ScreamSettings(host, otherPorts, multicastGroup, playoutMs);
    }
}
