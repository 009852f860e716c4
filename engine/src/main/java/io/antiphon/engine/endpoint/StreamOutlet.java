package io.antiphon.engine.endpoint;

import java.util.function.Consumer;

/** The way to one who listens by HTTP. Used by one thread at a time. */
public interface StreamOutlet {
    /**
     * Sends bytes and returns at once; nothing else is sent before it is told that they went.
     *
     * @param bytes shared with other listeners, never changed
     * @param done told true when the listener's connection has taken them, false when it never will; by any thread, also
     *     before this returns
     */
    void send(byte[] bytes, Consumer<Boolean> done);

    /** Nothing more comes. Called once, by any thread, also while something is being sent. */
    void end();
}
