package io.antiphon.control.store;

import java.nio.file.Path;

/** A change runs, but the disk did not take it. */
public final class NotSavedException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param file the file that could not be written
     * @param cause what the system said
     */
    public NotSavedException(Path file, Throwable cause) {
        super("the change is heard but could not be written to " + file + ": " + cause.getMessage(), cause);
    }
}
