package io.antiphon.io.device.alsa;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device that sound can be captured from.
 *
 * @param name what ALSA opens it by, such as {@code plughw:CARD=USB,DEV=0}
 * @param description what people call it; may be empty
 */
public record AlsaDevice(String name, String description) {
    /** What ALSA opens when nobody chose. */
    public static final String DEFAULT = "default";

    /** Gives silence, and as much of it as one asks for. */
    private static final String NOTHING = "null";

    /** Why this machine has no devices; empty when there may be some. */
    public static Optional<String> problem() {
        return AlsaNative.problem();
    }

    /** All that can be captured from, in ALSA's order; their places in it are their indices. Any thread. */
    public static List<AlsaDevice> all() {
        if (problem().isPresent()) {
            return List.of();
        }
        AlsaNative alsa = AlsaNative.get();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointer = arena.allocate(ValueLayout.ADDRESS);
            if (alsa.deviceNameHint(arena.allocateFrom("pcm"), pointer) < 0) {
                return List.of();
            }
            MemorySegment hints = pointer.get(ValueLayout.ADDRESS, 0).reinterpret(Long.MAX_VALUE);
            List<AlsaDevice> devices = read(alsa, hints, arena);
            int _ = alsa.freeHints(hints);
            return devices;
        }
    }

    private static List<AlsaDevice> read(AlsaNative alsa, MemorySegment hints, Arena arena) {
        MemorySegment nameId = arena.allocateFrom("NAME");
        MemorySegment descriptionId = arena.allocateFrom("DESC");
        MemorySegment directionId = arena.allocateFrom("IOID");
        List<AlsaDevice> devices = new ArrayList<>();
        for (long at = 0; ; at++) {
            MemorySegment hint = hints.getAtIndex(ValueLayout.ADDRESS, at);
            if (hint.equals(MemorySegment.NULL)) {
                return devices;
            }
            String name = alsa.hint(hint, nameId);
            String direction = alsa.hint(hint, directionId); // none: both
            if (name != null && !name.equals(NOTHING) && !"Output".equals(direction)) {
                devices.add(new AlsaDevice(name, oneLine(alsa.hint(hint, descriptionId))));
            }
        }
    }

    private static String oneLine(@Nullable String description) {
        return description == null ? "" : description.strip().replace("\n", ", ");
    }

    /** Name and description in a line. */
    @Override
    public String toString() {
        return description.isEmpty() || description.toLowerCase(Locale.ROOT).equals(name)
                ? name
                : name + " (" + description + ")";
    }
}
