package io.antiphon.io.sdp;

/** A text is no session description; the message is a sentence that says what is wrong. */
public final class SdpException extends Exception {
    private static final long serialVersionUID = 1L;

    SdpException(String message) {
        super(message);
    }
}
