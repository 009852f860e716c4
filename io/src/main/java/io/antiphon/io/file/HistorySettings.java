package io.antiphon.io.file;

import java.nio.file.Path;

/**
 * Where histories are kept, and how much.
 *
 * @param folder folder of their own in the state folder; what is found there at the start is deleted
 * @param minutes how far back they reach, at least 1
 * @param megabytes what all of them may take together
 */
public record HistorySettings(Path folder, int minutes, int megabytes) {
    /** Longest that one may reach back. */
    public static final int MAX_MINUTES = 240;

    public HistorySettings {
        if (minutes < 1 || minutes > MAX_MINUTES) {
            throw new IllegalArgumentException("history minutes " + minutes + ": 1…" + MAX_MINUTES);
        }
        if (megabytes < 1) {
            throw new IllegalArgumentException("history megabytes " + megabytes + ": at least 1");
        }
    }

    long bytes() {
        return (long) megabytes << 20;
    }
}
