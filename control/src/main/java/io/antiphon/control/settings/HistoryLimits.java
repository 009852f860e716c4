package io.antiphon.control.settings;

/**
 * How much is kept of streams.
 *
 * @param minutes of each stream; 0 for nothing
 * @param megabytes of the disk for all of them
 */
public record HistoryLimits(int minutes, int megabytes) {}
