package io.antiphon.io.net;

import io.antiphon.engine.endpoint.EndpointException;

/** A port cannot be had; with another one all else would work. */
public final class PortException extends EndpointException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message which port, and why
     * @param cause what the system said
     */
    public PortException(String message, Throwable cause) {
        super(message, cause);
    }
}
