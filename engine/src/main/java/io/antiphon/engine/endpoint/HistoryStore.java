package io.antiphon.engine.endpoint;

/** Where histories of sources are kept. Control thread. */
public interface HistoryStore extends AutoCloseable {
    /**
     * Begins the history of a source; it holds nothing yet.
     *
     * @param name the source, for logs
     * @param channels channels to keep
     * @throws EndpointException when nothing can be kept
     */
    HistoryTap open(String name, int channels) throws EndpointException;

    /** Ends all histories. */
    @Override
    void close();
}
