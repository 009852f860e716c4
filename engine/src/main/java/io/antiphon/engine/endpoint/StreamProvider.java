package io.antiphon.engine.endpoint;

import java.util.function.Supplier;

/** What encodes mixes for those who listen by HTTP. */
public interface StreamProvider {
    /**
     * Opens a broadcast; nothing is encoded until somebody listens. Control thread.
     *
     * @param name what listeners hear, for logs
     * @param usual what most listeners get: a place among the encodings is kept for it
     * @param onIdle called from any thread each time nothing is encoded any more; must return at once
     */
    StreamBroadcast open(String name, Supplier<StreamFormat> usual, Runnable onIdle);
}
