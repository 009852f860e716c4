package io.antiphon.control.store;

/** A file that a person must look at: it does not parse or holds what is not allowed. It was left as it is. */
public final class BadFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message which file, where in it and what is wrong, for a person */
    public BadFileException(String message) {
        super(message);
    }

    /** @param message which file, where in it and what is wrong, for a person */
    public BadFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
