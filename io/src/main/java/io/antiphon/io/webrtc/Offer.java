package io.antiphon.io.webrtc;

import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.CodecPreferences;
import io.antiphon.io.codec.Encoding;
import io.antiphon.io.sdp.MediaDescription;
import io.antiphon.io.sdp.SdpException;
import io.antiphon.io.sdp.SdpParser;
import io.antiphon.io.sdp.SessionDescription;
import io.antiphon.io.webrtc.dtls.Fingerprint;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the offer of a listener or publisher asks for, once it is known to be answerable. Immutable.
 *
 * @param description the whole offer
 * @param audioIndex which section we answer
 * @param publishing true when the other side sends and we receive
 * @param choice what is sent, and under which payload type
 * @param fingerprint of the other side's certificate
 */
record Offer(
        SessionDescription description,
        int audioIndex,
        boolean publishing,
        CodecChoice choice,
        Fingerprint fingerprint) {
    private static final String PROTOCOLS = "UDP/TLS/RTP/SAVPF or UDP/TLS/RTP/SAVP";

    /** The offer of a listener. */
    static Offer parse(String text, CodecPreferences server) throws OfferException {
        return parse(text, false, server);
    }

    /** The offer of a publisher. */
    static Offer parsePublished(String text, CodecPreferences server) throws OfferException {
        return parse(text, true, server);
    }

    private static Offer parse(String text, boolean publishing, CodecPreferences server) throws OfferException {
        SessionDescription description = read(text);
        int audioIndex = audioIndex(description, publishing);
        MediaDescription audio = description.media().get(audioIndex);
        requireCredentials(description, audio);
        return new Offer(
                description,
                audioIndex,
                publishing,
                publishing ? CodecChoice.ofPublisher(audio, server) : CodecChoice.of(audio, server),
                fingerprint(description, audio));
    }

    /** How it is encoded. */
    Encoding encoding() {
        return choice.encoding();
    }

    /** The section that we answer. */
    MediaDescription audio() {
        return description.media().get(audioIndex);
    }

    private static int audioIndex(SessionDescription description, boolean publishing) throws OfferException {
        String other = publishing ? "publisher sends on (a=sendonly" : "listener receives on (a=recvonly";
        return IntStream.range(0, description.media().size())
                .filter(i -> canCarryAudio(description.media().get(i), publishing))
                .findFirst()
                .orElseThrow(() -> new OfferException(
                        "The offer has no audio section over " + PROTOCOLS + " that a " + other + " or a=sendrecv)."));
    }

    private static SessionDescription read(String text) throws OfferException {
        try {
            return SdpParser.parse(text);
        } catch (SdpException e) {
            throw new OfferException(String.valueOf(e.getMessage()));
        }
    }

    private static boolean canCarryAudio(MediaDescription section, boolean publishing) {
        return section.kind().equals("audio")
                && Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP").contains(section.protocol())
                && !section.has(publishing ? "recvonly" : "sendonly")
                && !section.has("inactive");
    }

    private static void requireCredentials(SessionDescription description, MediaDescription audio)
            throws OfferException {
        for (String name : List.of("ice-ufrag", "ice-pwd")) {
            if (description.inherited(audio, name).orElse("").isEmpty()) {
                throw new OfferException("The offer has no a=" + name + "; media needs ICE.");
            }
        }
        if (!audio.has("rtcp-mux")) {
            throw new OfferException("The offer has no a=rtcp-mux; RTP and RTCP share one port here.");
        }
        String setup = description.inherited(audio, "setup").orElse("actpass");
        if (!setup.equals("actpass") && !setup.equals("active")) {
            throw new OfferException("The offer has a=setup:" + setup + "; actpass or active is allowed.");
        }
    }

    private static Fingerprint fingerprint(SessionDescription description, MediaDescription audio)
            throws OfferException {
        String value = description.inherited(audio, "fingerprint").orElse("");
        return Fingerprint.parse(value)
                .orElseThrow(() -> new OfferException(
                        "The offer has no a=fingerprint of sha-256, sha-384 or sha-512; DTLS needs it."));
    }
}
