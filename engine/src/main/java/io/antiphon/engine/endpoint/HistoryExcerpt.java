package io.antiphon.engine.endpoint;

/**
 * A part of a history as it stood when it was asked for. What is overwritten meanwhile is not given out. One thread; the
 * history goes on beside it.
 */
public interface HistoryExcerpt extends AutoCloseable {
    /** Position of the first frame. */
    long from();

    /** Position behind the last frame. */
    long to();

    /** Channels of every frame. */
    int channels();

    /**
     * Copies frames.
     *
     * @param position of the first, within the excerpt
     * @param into planar room for {@link #channels()} channels
     * @param frames how many, within the excerpt
     * @throws EndpointException when they are gone: overwritten, or the stream has ended
     */
    void read(long position, float[][] into, int frames) throws EndpointException;

    @Override
    void close();
}
