package io.antiphon.io.file;

import java.nio.file.Path;

/**
 * Where histories are kept, and how much.
 *
 * @param folder folder of their own in the state folder; what is found there at the start is deleted
 * @param minutes how far back they reach, at least 1
 */
public record HistorySettings(Path folder, int minutes) {
    /** As far back as a time shift can be asked for. */
    public static final int DEFAULT_MINUTES = 5;

    public HistorySettings {
        if (minutes < 1 || minutes > 240) {
            throw new IllegalArgumentException("history minutes " + minutes + ": 1…240");
        }
    }
}
