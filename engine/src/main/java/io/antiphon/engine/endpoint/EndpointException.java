package io.antiphon.engine.endpoint;

/** A source or sink cannot be opened as asked. The message is a sentence for the user and names what is allowed. */
public class EndpointException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong and what is allowed, for the user */
    public EndpointException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong and what is allowed, for the user
     * @param cause what the system said
     */
    public EndpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
