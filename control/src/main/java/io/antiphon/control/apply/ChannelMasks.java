package io.antiphon.control.apply;

import java.util.Map;

/** Channel masks, as Windows counts speakers, of the layouts by name. */
final class ChannelMasks {
    private static final Map<String, Integer> BY_LAYOUT = Map.ofEntries(
            Map.entry("mono", 0x004),
            Map.entry("stereo", 0x003),
            Map.entry("quad", 0x033),
            Map.entry("surround", 0x107),
            Map.entry("3.1", 0x00F),
            Map.entry("4.0", 0x107),
            Map.entry("5.1", 0x03F),
            Map.entry("5.1(side)", 0x60F),
            Map.entry("7.1", 0x63F));
    private static final int[] BY_CHANNELS = {0, 0x004, 0x003, 0x007, 0x033, 0x037, 0x03F, 0x13F, 0x63F};

    private ChannelMasks() {}

    /** The mask of the layout; when that has another number of channels, the usual one for the number. */
    static int of(String layout, int channels) {
        int mask = BY_LAYOUT.getOrDefault(layout, 0);
        return Integer.bitCount(mask) == channels ? mask : BY_CHANNELS[channels];
    }
}
