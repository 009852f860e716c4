package io.antiphon.engine.endpoint;

/** A transport that lets many listeners hear one mix, each joining and leaving by itself. WebRTC is one. */
public interface BroadcastProvider {
    /**
     * Opens a broadcast; nothing is encoded until the first listener joins. Control thread.
     *
     * @param name what listeners hear, for logs
     * @param onEmpty called from any thread each time the last listener has left; must return at once
     */
    Broadcast open(String name, Runnable onEmpty);
}
