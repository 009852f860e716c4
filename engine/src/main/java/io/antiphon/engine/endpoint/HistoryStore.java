package io.antiphon.engine.endpoint;

import org.jspecify.annotations.Nullable;

/** Where histories of streams are kept. Control thread, unless a method says otherwise. */
public interface HistoryStore extends AutoCloseable {
    /** Keeps nothing. */
    HistoryStore NONE = new HistoryStore() {
        @Override
        public double reachSeconds() {
            return 0;
        }

        @Override
        public HistoryTap open(String name) {
            throw new IllegalStateException("history of " + name + ": nothing is kept here");
        }

        @Override
        public @Nullable String problem() {
            return null;
        }

        @Override
        public void close() {}
    };

    /** How far back histories reach; 0 when nothing is kept, and nothing may be opened then. Any thread. */
    double reachSeconds();

    /**
     * Begins the history of a stream; it holds nothing, and takes nothing before the stream plays.
     *
     * @param name the stream, for logs
     */
    HistoryTap open(String name);

    /** Why less is kept than should be; null when all is well. Any thread. */
    @Nullable
    String problem();

    /** Ends all histories. */
    @Override
    void close();
}
