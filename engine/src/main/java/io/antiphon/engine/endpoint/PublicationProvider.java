package io.antiphon.engine.endpoint;

import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import java.util.Optional;

/**
 * A transport by which others bring streams of their own, under a name that they choose. A stream has a tag, so that a
 * source can be configured for it; it flows while somebody publishes it.
 */
public interface PublicationProvider extends SourceProvider {
    /** The tag of what is published under a name; the same name has the same tag. */
    String tag(String name);

    /**
     * Lets somebody publish by an SDP offer. Who published that stream before is sent away, so that a browser that comes
     * back after a break need not wait. Any thread.
     *
     * @param tag a tag of this provider
     * @return the session, whose answer is complete
     * @throws OfferException when the offer cannot be understood or has nothing that this server can take
     * @throws UnavailableException when the offer is right and yet nobody can be let in so
     */
    PublisherSession publish(String tag, String sdpOffer) throws OfferException, UnavailableException;

    /** The session with that identity, if it still publishes the stream of that tag. Any thread. */
    Optional<PublisherSession> session(String tag, String id);
}
