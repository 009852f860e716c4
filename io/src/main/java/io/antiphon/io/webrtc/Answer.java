package io.antiphon.io.webrtc;

import io.antiphon.engine.endpoint.CodecPreferences;
import io.antiphon.io.sdp.Attribute;
import io.antiphon.io.sdp.MediaDescription;
import io.antiphon.io.sdp.SdpWriter;
import io.antiphon.io.sdp.SessionDescription;
import io.antiphon.io.webrtc.dtls.Fingerprint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the answer to an offer: ICE-lite, DTLS passive, one stream out or in, all candidates in it. Every section but the
 * audio one is refused: port 0 and not in the bundle (RFC 8829, section 5.3.1). Stateless; any thread.
 */
final class Answer {
    /** Name of the one source, the same in SDP and RTCP (RFC 3550, section 6.5.1). */
    static final String CNAME = "antiphon";

    private Answer() {}

    static String write(Offer offer, Session session, Candidates candidates, Fingerprint fingerprint) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(flag("ice-lite"));
        offer.audio().value("mid").ifPresent(mid -> attributes.add(new Attribute("group", "BUNDLE " + mid)));
        attributes.add(new Attribute("msid-semantic", "WMS *"));
        List<MediaDescription> media = new ArrayList<>();
        offer.description().media().forEach(section -> media.add(refused(section)));
        media.set(offer.audioIndex(), audio(offer, session, candidates, fingerprint));
        InetAddress origin = candidates.addresses().getFirst();
        return SdpWriter.write(new SessionDescription(attributes, media), session.number(), origin);
    }

    /**
     * What one answer says of its session.
     *
     * @param number number of the session, positive
     * @param credentials of our side
     * @param ssrc source of the stream
     * @param codecs what the server prefers
     */
    record Session(long number, IceCredentials credentials, int ssrc, CodecPreferences codecs) {}

    private static MediaDescription audio(
            Offer offer, Session session, Candidates candidates, Fingerprint fingerprint) {
        CodecChoice choice = offer.choice();
        String payload = choice.payloadType();
        List<Attribute> lines = new ArrayList<>();
        offer.audio().value("mid").ifPresent(mid -> lines.add(new Attribute("mid", mid)));
        lines.add(flag(offer.publishing() ? "recvonly" : "sendonly"));
        lines.add(flag("rtcp-mux"));
        lines.add(flag("rtcp-rsize"));
        lines.add(new Attribute("ice-ufrag", session.credentials().fragment()));
        lines.add(new Attribute("ice-pwd", session.credentials().password()));
        lines.add(new Attribute("fingerprint", fingerprint.toString()));
        lines.add(new Attribute("setup", "passive"));
        lines.add(new Attribute("rtpmap", payload + " " + choice.rtpMap()));
        Optional<String> parameters =
                offer.publishing() ? Optional.of(choice.wishes()) : choice.parameters(session.codecs());
        parameters.ifPresent(text -> lines.add(new Attribute("fmtp", payload + " " + text)));
        lines.add(
                new Attribute("ptime", PacketDuration.written(choice.encoding().packetUs())));
        if (!offer.publishing()) {
            lines.add(new Attribute("msid", CNAME + " audio"));
            lines.add(new Attribute("ssrc", Integer.toUnsignedString(session.ssrc()) + " cname:" + CNAME));
        }
        candidates.lines().forEach(candidate -> lines.add(new Attribute("candidate", candidate)));
        lines.add(flag("end-of-candidates"));
        int kilobits = (choice.encoding().bitrateBps() + 999) / 1_000;
        List<Attribute> bandwidths = List.of(new Attribute("AS", Integer.toString(kilobits)));
        return new MediaDescription("audio", 9, offer.audio().protocol(), List.of(payload), bandwidths, lines);
    }

    private static MediaDescription refused(MediaDescription section) {
        List<Attribute> lines = new ArrayList<>();
        section.value("mid").ifPresent(mid -> lines.add(new Attribute("mid", mid)));
        lines.add(flag("inactive"));
        return new MediaDescription(section.kind(), 0, section.protocol(), section.formats(), lines);
    }

    private static Attribute flag(String name) {
        return new Attribute(name, "");
    }
}
