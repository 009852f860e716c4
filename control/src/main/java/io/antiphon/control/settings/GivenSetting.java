package io.antiphon.control.settings;

/**
 * A setting as this start has it. Immutable.
 *
 * @param setting which one
 * @param value what counts; empty for "not set"
 * @param from the option, the variable or the key that gave it, empty for the default
 */
public record GivenSetting(Setting setting, String value, String from) {}
