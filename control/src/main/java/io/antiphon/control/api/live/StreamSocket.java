package io.antiphon.control.api.live;

import io.antiphon.control.listen.Streaming;
import io.antiphon.control.listen.Streaming.Ticket;
import io.antiphon.engine.endpoint.StreamListener;
import io.antiphon.engine.endpoint.StreamOutlet;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConnectContext;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket {@code /ws/{sink}}: binary messages with whole MP3 frames. Any thread. */
public final class StreamSocket {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSocket.class);
    private static final long PING_SECONDS = 15;
    private static final long ADMISSION_SECONDS = 20;

    private final Streaming streaming;
    private final Map<String, StreamListener> listeners = new ConcurrentHashMap<>();

    /** @param streaming who listens */
    public StreamSocket(Streaming streaming) {
        this.streaming = streaming;
    }

    /** Adds the WebSocket; whether there is such a sink is looked at before the upgrade. */
    public void register(RoutesConfig routes) {
        routes.ws("/ws/{sink}", ws -> {
            ws.onConnect(this::connect);
            ws.onClose(ctx -> forget(ctx.sessionId()));
            ws.onError(ctx -> forget(ctx.sessionId()));
        });
    }

    private void connect(WsConnectContext ctx) {
        ctx.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
        String sink = ctx.pathParam("sink");
        Session session = ctx.session;
        String address = addressOf(session);
        // Loading the encoder takes a while the first time, and this thread serves other sockets too.
        Thread.startVirtualThread(() -> admit(ctx.sessionId(), session, sink, address));
    }

    /** Without the port, written as that of a plain request: both count together. */
    private static String addressOf(Session session) {
        return session.getRemoteSocketAddress() instanceof InetSocketAddress from && !from.isUnresolved()
                ? HostPort.normalizeHost(from.getAddress().getHostAddress())
                : String.valueOf(session.getRemoteSocketAddress());
    }

    private void admit(String id, Session session, String sink, String address) {
        try (Ticket ticket = place(sink, address)) {
            listeners.put(id, ticket.join(streaming.usualMp3(), new Outlet(session)));
            if (!session.isOpen()) {
                forget(id); // it left between
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            LOG.debug("stream socket: refused", e);
            session.close(StatusCode.TRY_AGAIN_LATER, String.valueOf(why.getMessage()), Callback.NOOP);
        }
    }

    private Ticket place(String sink, String address) throws Exception {
        CompletableFuture<Ticket> admission = streaming.admit(sink, address);
        try {
            return admission.get(ADMISSION_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            var _ = admission.thenAccept(Ticket::close); // one that comes too late is nobody's
            throw e;
        }
    }

    private void forget(String id) {
        StreamListener listener = listeners.remove(id);
        if (listener != null) {
            listener.close();
        }
    }

    /**
     * Sends binary messages.
     *
     * @param session the connection
     */
    private record Outlet(Session session) implements StreamOutlet {
        @Override
        public void send(byte[] bytes, Consumer<Boolean> done) {
            session.sendBinary(
                    ByteBuffer.wrap(bytes), Callback.from(() -> done.accept(true), failure -> done.accept(false)));
        }

        /** A client that does not take what was sent last would not take a goodbye either. */
        @Override
        public void end() {
            session.disconnect();
        }
    }
}
