package io.antiphon.control.api.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.logbook.LogTail;
import io.antiphon.control.schema.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who looks at a log file. Its virtual thread reads on when the client has taken what was read before: a slow client
 * makes nothing pile up. Any thread may call.
 */
final class LogClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogClient.class);
    private static final long LOOK_MS = 500;
    private static final long SEND_TIMEOUT_SECONDS = 60;

    private final Session session;
    private final LogTail tail;
    private final int count;
    private final Thread thread;
    private boolean paused; // guarded by this, as is the reading of the tail

    /**
     * @param count how many lines it is told first
     */
    LogClient(Session session, LogTail tail, int count) {
        this.session = session;
        this.tail = tail;
        this.count = count;
        this.thread = Thread.ofVirtual().name("antiphon-log-client").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** What is written in a pause is left out. */
    void hear(String message) throws IOException {
        try {
            switch (Json.MAPPER.readTree(message).path("action").asText()) {
                case "pause" -> pause();
                case "resume" -> resume();
                default -> {}
            }
        } catch (JsonProcessingException e) {
            // What a client says wrong changes nothing.
            return;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        session.close();
    }

    private void run() {
        try {
            ObjectNode initial = Json.object().put("type", "initial");
            ArrayNode lines = initial.putArray("lines");
            first().forEach(lines::add);
            send(initial);
            while (session.isOpen()) {
                Thread.sleep(LOOK_MS);
                sendMore();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.debug("log client: ends", e);
            session.close();
        }
    }

    private void sendMore() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        for (List<String> more = more(); !more.isEmpty(); more = more()) {
            for (String line : more) {
                send(Json.object().put("type", "append").put("line", line));
            }
        }
    }

    private synchronized List<String> first() throws IOException {
        return tail.last(count);
    }

    private synchronized List<String> more() throws IOException {
        return paused ? List.of() : tail.more();
    }

    private synchronized void pause() {
        paused = true;
    }

    private synchronized void resume() throws IOException {
        if (paused) {
            tail.skip();
            paused = false;
        }
    }

    private void send(ObjectNode message) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        session.sendText(Json.text(message), Callback.from(() -> sent.complete(null), sent::completeExceptionally));
        sent.get(SEND_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
