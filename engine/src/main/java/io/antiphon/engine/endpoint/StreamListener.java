package io.antiphon.engine.endpoint;

/** One who listens to a {@link StreamBroadcast}. Any thread. */
public interface StreamListener extends AutoCloseable {
    /** What it hears. */
    StreamFormat format();

    /** True when it has left, was dropped or the stream has ended. */
    boolean isOver();

    /** Bytes that its connection has taken. */
    long sentBytes();

    /** Ends it; further calls do nothing. */
    @Override
    void close();
}
