package io.antiphon.control.api.live;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one client with at most one message under way. There is no queue: the next message is made when the client has
 * taken the last, of what is the case then. Any thread may wake it; messages are made by one thread at a time.
 */
final class Outbox {
    private final Supplier<@Nullable String> next;
    private final Sender sender;

    // Guarded by this.
    private boolean busy;
    private boolean woken;

    /**
     * @param next makes the next message; null when there is nothing to tell
     * @param sender sends one and returns at once
     */
    Outbox(Supplier<@Nullable String> next, Sender sender) {
        this.next = next;
        this.sender = sender;
    }

    /** Says that there may be something to tell. */
    void wake() {
        synchronized (this) {
            woken = true;
            if (busy) {
                return;
            }
            busy = true;
        }
        sendNext(true);
    }

    /** The sender's answer. After a failure nothing is sent any more. */
    private void sendNext(boolean ready) {
        String message = null;
        while (ready && message == null) {
            synchronized (this) {
                woken = false;
            }
            message = next.get();
            synchronized (this) {
                if (message == null && !woken) {
                    busy = false;
                    return;
                }
            }
        }
        if (message != null) {
            sender.send(message, this::sendNext);
        }
    }

    /** Sends messages. */
    @FunctionalInterface
    interface Sender {
        /**
         * Sends one without waiting.
         *
         * @param done told true when the client has taken it, false when it never will
         */
        void send(String message, Consumer<Boolean> done);
    }
}
