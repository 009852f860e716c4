package io.antiphon.control.api;

/** The control plane cannot start. The message is for the person who starts it and says what to do. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is in the way and what to do */
    public StartException(String message) {
        super(message);
    }

    /**
     * @param message what is in the way and what to do
     * @param cause what went wrong
     */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
