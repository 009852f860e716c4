package io.antiphon.engine.endpoint;

/** What encodes mixes for those who listen by HTTP. */
public interface StreamProvider {
    /**
     * Opens a broadcast; nothing is encoded until somebody listens. Control thread.
     *
     * @param name what listeners hear, for logs
     * @param onIdle called from any thread each time nothing is encoded any more; must return at once
     */
    StreamBroadcast open(String name, Runnable onIdle);
}
