package io.antiphon.control.api.rest;

import io.antiphon.engine.endpoint.StreamOutlet;
import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
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

    /** Whether the request is no more. Guarded by this. */
    private boolean gone;

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

    /** Done when the answer has ended. To be asked for once the request has become asynchronous. */
    CompletableFuture<Void> over(AsyncContext async) {
        async.addListener(new Watch());
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
            finish();
        }
    }

    /** A client that does not take what was sent last does not get to know that it ends. */
    @Override
    public void end() {
        if ((state.getAndUpdate(before -> before | ENDED) & SENDING) == 0) {
            finish();
        } else {
            connection.close();
        }
    }

    /** A request that the HTTP server has ended by itself must not be touched again: it may serve another one. */
    private synchronized void finish() {
        if (!gone) {
            gone = true;
            over.complete(null);
        }
    }

    /** Nothing is written any more either. */
    private synchronized void forget() {
        state.getAndUpdate(before -> before | ENDED);
        gone = true;
    }

    /** Hears that the HTTP server has ended the request. */
    private final class Watch implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            forget();
        }

        @Override
        public void onError(AsyncEvent event) {
            forget();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            forget();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
