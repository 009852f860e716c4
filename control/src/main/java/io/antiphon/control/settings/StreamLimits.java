package io.antiphon.control.settings;

/**
 * How much listening by HTTP may cost.
 *
 * @param listeners listeners of all sinks at a time
 * @param listenersPerAddress how many of them may come from one address
 */
public record StreamLimits(int listeners, int listenersPerAddress) {}
