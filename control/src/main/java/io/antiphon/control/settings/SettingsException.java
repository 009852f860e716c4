package io.antiphon.control.settings;

import java.util.List;

/** Settings that the program cannot start with. The message holds all problems, one a line. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param problems all that is wrong, a sentence each */
    public SettingsException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
