package io.antiphon.control.api.rest;

import io.antiphon.control.auth.Sessions;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The WebSockets of browsers that are logged in: they close when their session ends. Any thread. */
final class SessionSockets {
    /** Attribute of an upgrade: the id of the session that it belongs to. */
    private static final String SESSION = "antiphon.session";

    /** RFC 6455, section 7.4.1: who is no longer allowed to. */
    private static final int NOT_ALLOWED = 1008;

    private final Sessions sessions;
    private final Map<String, WsContext> open = new ConcurrentHashMap<>();

    SessionSockets(Sessions sessions) {
        this.sessions = sessions;
        sessions.onEnd(this::close);
        sessions.onRenewal(this::move);
    }

    void register(RoutesConfig routes) {
        routes.wsBeforeUpgrade(
                ctx -> sessions.id(ctx.cookie(GateFilter.COOKIE)).ifPresent(id -> ctx.attribute(SESSION, id)));
        routes.wsBefore(this::follow);
    }

    private void follow(WsConfig ws) {
        ws.onConnect(ctx -> {
            String id = ctx.attribute(SESSION);
            if (id != null) {
                open.put(ctx.sessionId(), ctx);
                if (!sessions.lasts(id)) { // it ended since the upgrade
                    close(id);
                }
            }
        });
        ws.onClose(ctx -> open.remove(ctx.sessionId()));
        ws.onError(ctx -> open.remove(ctx.sessionId()));
    }

    private void close(String id) {
        of(id).forEach(socket -> socket.closeSession(NOT_ALLOWED, "the session has ended"));
    }

    private void move(String before, String after) {
        of(before).forEach(socket -> socket.attribute(SESSION, after));
    }

    private List<WsContext> of(String id) {
        return open.values().stream()
                .filter(socket -> id.equals(socket.attribute(SESSION)))
                .toList();
    }
}
