package io.antiphon.engine.endpoint;

/** One who publishes a stream. Ends by {@link #close}, by the far end's goodbye or when it falls silent. Any thread. */
public interface PublisherSession extends OfferedSession {}
