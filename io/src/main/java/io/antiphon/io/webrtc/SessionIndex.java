package io.antiphon.io.webrtc;

import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All sessions of the port, by our user fragment and by the addresses that a check has proven. Any thread. */
final class SessionIndex {
    private final Map<String, WebRtcSession> byFragment = new ConcurrentHashMap<>();
    private final Map<SocketAddress, WebRtcSession> byAddress = new ConcurrentHashMap<>();

    void add(WebRtcSession session) {
        byFragment.put(session.credentials().fragment(), session);
    }

    /** Forgets a session and its addresses. */
    void remove(WebRtcSession session) {
        byFragment.remove(session.credentials().fragment(), session);
        for (SocketAddress address : session.provenAddresses()) {
            byAddress.remove(address, session);
        }
    }

    /** Ties an address to a session, and returns another one that had it before. */
    @Nullable
    WebRtcSession bind(SocketAddress address, WebRtcSession session) {
        WebRtcSession before = byAddress.put(address, session);
        return before == session ? null : before;
    }

    Optional<WebRtcSession> ofFragment(String fragment) {
        return Optional.ofNullable(byFragment.get(fragment));
    }

    Optional<WebRtcSession> ofAddress(SocketAddress address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    List<WebRtcSession> all() {
        return List.copyOf(byFragment.values());
    }
}
