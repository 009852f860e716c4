package io.antiphon.control.api.live;

import io.antiphon.control.logbook.LogFiles;
import io.antiphon.control.logbook.LogTail;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConnectContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.StatusCode;

/** The WebSocket {@code /ws/logs}: a log file as it grows. Each client has a virtual thread of its own. Any thread. */
public final class LogApi implements AutoCloseable {
    static final int MAX_CLIENTS = 16;

    private static final Set<String> COUNTS = Set.of("100", "500", "2000", "-1");
    private static final int USUAL_COUNT = 100;
    private static final long PING_SECONDS = 15;

    private final LogFiles files;
    private final Map<String, LogClient> clients = new ConcurrentHashMap<>();

    /** @param files what may be looked at */
    public LogApi(LogFiles files) {
        this.files = files;
    }

    /** Adds the WebSocket. */
    public void register(RoutesConfig routes) {
        routes.ws("/ws/logs/{file}/{lines}", ws -> {
            ws.onConnect(this::connect);
            ws.onMessage(ctx -> {
                LogClient client = clients.get(ctx.sessionId());
                if (client != null) {
                    client.hear(ctx.message());
                }
            });
            ws.onClose(ctx -> forget(ctx.sessionId()));
            ws.onError(ctx -> forget(ctx.sessionId()));
        });
    }

    /** Ends all of them. */
    @Override
    public void close() {
        clients.values().forEach(LogClient::close);
    }

    private void connect(WsConnectContext ctx) {
        Optional<Path> file = files.find(ctx.pathParam("file"));
        if (file.isEmpty()) {
            ctx.closeSession(StatusCode.POLICY_VIOLATION, "there is no such log file");
            return;
        }
        if (clients.size() >= MAX_CLIENTS) {
            ctx.closeSession(StatusCode.TRY_AGAIN_LATER, "too many look at log files already");
            return;
        }
        String lines = ctx.pathParam("lines");
        int count = COUNTS.contains(lines) ? Integer.parseInt(lines) : USUAL_COUNT;
        ctx.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
        LogClient client = new LogClient(ctx.session, new LogTail(file.get()), count);
        clients.put(ctx.sessionId(), client);
        client.start();
    }

    private void forget(String sessionId) {
        LogClient client = clients.remove(sessionId);
        if (client != null) {
            client.close();
        }
    }
}
