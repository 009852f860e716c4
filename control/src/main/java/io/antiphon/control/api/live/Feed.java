package io.antiphon.control.api.live;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one client is told. Called by one thread at a time. */
interface Feed {
    /** The next message; null when there is nothing to tell. */
    @Nullable
    String next();

    /** Takes what the client said. Any thread. */
    default void hear(String message) {}

    /** Offers the state of all sources and sinks. Any thread. */
    default void offerStatus(String message) {}

    /** Offers the levels of the last moment. Any thread. */
    default void offerLevels(String message) {}

    /** Offers the spectrum of the last moment. Any thread. */
    default void offerSpectrum(String message) {}

    /** Identity of the source or sink whose spectrum is wanted; empty when none is. Any thread. */
    default String wantedSpectrum() {
        return "";
    }

    /** Offers the loudness of what it asked for. Any thread. */
    default void offerLoudness(String message) {}

    /** Whose loudness is wanted, by identity of sources and sinks. Any thread. */
    default Set<String> wantsLoudnessOf() {
        return Set.of();
    }

    /** True when levels are wanted. Any thread. */
    default boolean wantsLevels() {
        return false;
    }
}
