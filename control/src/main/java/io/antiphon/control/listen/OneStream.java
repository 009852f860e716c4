package io.antiphon.control.listen;

import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.settings.IceServer;
import io.antiphon.engine.endpoint.AudioCodec;
import io.antiphon.engine.endpoint.Broadcast;
import java.util.List;

/** One stream for any number of browsers, made of one source at a time. Any thread. */
public interface OneStream {
    /** What can be streamed; what is streamed is among it. */
    List<Choice> sources();

    /** Identity of what is streamed. */
    String selected();

    /**
     * Streams another source, for all who listen.
     *
     * @throws ChangeRefused when there is none of that identity, or it cannot be opened
     */
    void select(String id) throws ChangeRefused;

    /** The codec that is sent to browsers that can play several. */
    AudioCodec preferredCodec();

    /** Servers that help browsers through their networks. */
    List<IceServer> iceServers();

    /** What browsers join. */
    Broadcast broadcast();

    /**
     * Something that can be streamed.
     *
     * @param id identity
     * @param name what people call it
     */
    record Choice(String id, String name) {}
}
