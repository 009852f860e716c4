package io.antiphon.control.api.rest;

import io.antiphon.engine.endpoint.StreamOutlet;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of an endless answer, written past the servlet's own stream: straight from the shared bytes to the socket,
 * without a thread that waits. Any thread.
 */
final class HttpOutlet implements StreamOutlet {
    private static final Logger LOG = LoggerFactory.getLogger(HttpOutlet.class);

    /** What the system may keep for a client that does not read; by itself it would grow to some megabytes. */
    private static final int SOCKET_BUFFER_BYTES = 256 * 1024;

    private static final int SENDING = 1;
    private static final int ENDED = 2;

    private final Response response;
    private final EndPoint connection;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** {@link #SENDING} and {@link #ENDED}. */
    private final AtomicInteger state = new AtomicInteger();

    /** Takes over the answer to a request; status and headers are to be set before. */
    HttpOutlet(Context ctx) {
        ServletContextRequest request = ServletContextRequest.getServletContextRequest(ctx.req());
        response = request.getServletContextResponse();
        connection = request.getConnectionMetaData().getConnection().getEndPoint();
        if (connection.getTransport() instanceof SocketChannel socket) {
            try {
                socket.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            } catch (IOException e) {
                LOG.debug("stream: the connection is gone already", e);
            }
        }
    }

    /** Done when the answer has ended. */
    CompletableFuture<Void> over() {
        return over;
    }

    @Override
    public void send(byte[] bytes, Consumer<Boolean> done) {
        if (!state.compareAndSet(0, SENDING)) {
            done.accept(false);
            return;
        }
        response.write(
                false, ByteBuffer.wrap(bytes), Callback.from(() -> sent(true, done), failure -> sent(false, done)));
    }

    private void sent(boolean taken, Consumer<Boolean> done) {
        boolean ended = !state.compareAndSet(SENDING, 0);
        done.accept(taken && !ended);
        if (ended) {
            over.complete(null);
        }
    }

    /** A client that does not take what was sent last does not get to know that it ends. */
    @Override
    public void end() {
        if ((state.getAndUpdate(before -> before | ENDED) & SENDING) == 0) {
            over.complete(null);
        } else {
            connection.close();
        }
    }
}
