package io.antiphon.io.webrtc;

import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All sessions of the port, by our user fragments and by the addresses that a check has proven. Any thread. */
final class SessionIndex {
    private final Set<WebRtcSession> all = ConcurrentHashMap.newKeySet();
    private final Map<String, WebRtcSession> byFragment = new ConcurrentHashMap<>();
    private final Map<SocketAddress, WebRtcSession> byAddress = new ConcurrentHashMap<>();

    void add(WebRtcSession session) {
        all.add(session);
        session.ice().fragments().forEach(fragment -> bind(fragment, session));
    }

    /** Forgets a session, its fragments and its addresses. */
    void remove(WebRtcSession session) {
        all.remove(session);
        session.ice().fragments().forEach(fragment -> unbind(fragment, session));
        session.ice().addresses().forEach(address -> unbind(address, session));
    }

    /** Ties a user fragment to a session. */
    void bind(String fragment, WebRtcSession session) {
        byFragment.put(fragment, session);
    }

    void unbind(String fragment, WebRtcSession session) {
        byFragment.remove(fragment, session);
    }

    /** Ties an address to a session, and returns another one that had it before. */
    @Nullable
    WebRtcSession bind(SocketAddress address, WebRtcSession session) {
        WebRtcSession before = byAddress.put(address, session);
        return before == session ? null : before;
    }

    void unbind(SocketAddress address, WebRtcSession session) {
        byAddress.remove(address, session);
    }

    Optional<WebRtcSession> ofFragment(String fragment) {
        return Optional.ofNullable(byFragment.get(fragment));
    }

    Optional<WebRtcSession> ofAddress(SocketAddress address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    List<WebRtcSession> all() {
        return List.copyOf(all);
    }

    /** How many fragments and addresses are held, for all sessions together. */
    int held() {
        return byFragment.size() + byAddress.size();
    }
}
