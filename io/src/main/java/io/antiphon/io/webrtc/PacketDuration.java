package io.antiphon.io.webrtc;

import io.antiphon.io.sdp.FormatParameters;
import io.antiphon.io.sdp.MediaDescription;
import java.util.List;
import java.util.OptionalInt;

/**
 * How long packets are: what the listener prefers ({@code ptime}) or else what the server does, between the listener's
 * {@code minptime} and {@code maxptime}. Each may stand in a line of its own or in {@code a=fmtp}. Stateless; any thread.
 */
final class PacketDuration {
    /** What is written as 3 ms, since SDP has whole ones only (RFC 7587, section 6.1). */
    private static final int SHORTEST_US = 2_500;

    private static final int WRITTEN_FOR_SHORTEST_US = 3_000;

    private PacketDuration() {}

    /**
     * The duration in µs.
     *
     * @param allowedUs durations that the codec has, in rising order
     * @param usualUs what it is when the listener prefers none
     */
    static int choose(MediaDescription audio, FormatParameters wishes, List<Integer> allowedUs, int usualUs) {
        int preferredUs = us(audio, wishes, "ptime").orElse(usualUs);
        int leastUs = us(audio, wishes, "minptime").orElse(0);
        int mostUs = us(audio, wishes, "maxptime").orElse(Integer.MAX_VALUE);
        int chosenUs = 0;
        for (int us : allowedUs) {
            boolean possible = us >= leastUs && us <= mostUs;
            if (possible && (chosenUs == 0 || us <= preferredUs)) {
                chosenUs = us;
            }
        }
        // Where nothing fits, packets that are too short harm least.
        return chosenUs == 0 ? floor(allowedUs, Math.min(preferredUs, mostUs)) : chosenUs;
    }

    private static int floor(List<Integer> allowedUs, int limitUs) {
        return allowedUs.stream().filter(us -> us <= limitUs).reduce(allowedUs.getFirst(), Math::max);
    }

    private static OptionalInt us(MediaDescription audio, FormatParameters wishes, String name) {
        String text = audio.value(name).orElseGet(() -> wishes.values().getOrDefault(name, ""));
        if (!text.matches("\\d{1,4}(\\.\\d{1,3})?")) {
            return OptionalInt.empty();
        }
        int us = (int) Math.round(1_000 * Double.parseDouble(text));
        return OptionalInt.of(us == WRITTEN_FOR_SHORTEST_US ? SHORTEST_US : us);
    }

    /** What stands in {@code a=ptime}. */
    static String written(int packetUs) {
        return Integer.toString((packetUs + 999) / 1_000);
    }
}
