package io.antiphon.io.webrtc;

import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.io.codec.opus.OpusSettings;
import io.antiphon.io.sdp.FormatParameters;
import io.antiphon.io.sdp.MediaDescription;
import io.antiphon.io.sdp.SdpException;
import io.antiphon.io.sdp.SdpParser;
import io.antiphon.io.sdp.SessionDescription;
import io.antiphon.io.webrtc.dtls.Fingerprint;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a listener's offer asks for, once it is known to be answerable. Immutable.
 *
 * @param description the whole offer
 * @param audioIndex which section we answer
 * @param payloadType of Opus in that section
 * @param opus how to encode
 * @param fingerprint of the listener's certificate
 */
record Offer(
        SessionDescription description,
        int audioIndex,
        String payloadType,
        OpusSettings opus,
        Fingerprint fingerprint) {
    private static final String PROTOCOLS = "UDP/TLS/RTP/SAVPF or UDP/TLS/RTP/SAVP";

    static Offer parse(String text) throws OfferException {
        SessionDescription description = read(text);
        int audioIndex = audioIndex(description);
        MediaDescription audio = description.media().get(audioIndex);
        requireCredentials(description, audio);
        String payloadType = opusPayload(audio);
        return new Offer(
                description,
                audioIndex,
                payloadType,
                settings(audio, audio.parameters(payloadType)),
                fingerprint(description, audio));
    }

    /** The section that we answer. */
    MediaDescription audio() {
        return description.media().get(audioIndex);
    }

    private static int audioIndex(SessionDescription description) throws OfferException {
        return IntStream.range(0, description.media().size())
                .filter(i -> canCarryAudio(description.media().get(i)))
                .findFirst()
                .orElseThrow(() -> new OfferException("The offer has no audio section over " + PROTOCOLS
                        + " that a listener receives on (a=recvonly or a=sendrecv)."));
    }

    private static SessionDescription read(String text) throws OfferException {
        try {
            return SdpParser.parse(text);
        } catch (SdpException e) {
            throw new OfferException(String.valueOf(e.getMessage()));
        }
    }

    private static boolean canCarryAudio(MediaDescription section) {
        return section.kind().equals("audio")
                && Set.of("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP").contains(section.protocol())
                && !section.has("sendonly")
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

    private static String opusPayload(MediaDescription audio) throws OfferException {
        for (String format : audio.formats()) {
            String map = audio.rtpMap(format).orElse("").toLowerCase(Locale.ROOT);
            if (map.equals("opus/48000/2") && format.matches("\\d{1,3}") && Integer.parseInt(format) < 128) {
                return format;
            }
        }
        throw new OfferException("The offer has no payload type of a=rtpmap opus/48000/2, the only codec sent here.");
    }

    private static Fingerprint fingerprint(SessionDescription description, MediaDescription audio)
            throws OfferException {
        String value = description.inherited(audio, "fingerprint").orElse("");
        return Fingerprint.parse(value)
                .orElseThrow(() -> new OfferException(
                        "The offer has no a=fingerprint of sha-256, sha-384 or sha-512; DTLS needs it."));
    }

    /**
     * What the offer's {@code a=fmtp} wishes (RFC 7587, section 6.1). Without a word on stereo it is stereo: every decoder
     * takes it.
     */
    private static OpusSettings settings(MediaDescription audio, FormatParameters wishes) {
        OpusSettings usual = OpusSettings.DEFAULT;
        int bitrateBps = Math.clamp(
                wishes.number("maxaveragebitrate").orElse(usual.bitrateBps()),
                OpusSettings.MIN_BITRATE_BPS,
                OpusSettings.MAX_BITRATE_BPS);
        int maxPlaybackRateHz =
                Math.clamp(wishes.number("maxplaybackrate").orElse(usual.maxPlaybackRateHz()), 8_000, 48_000);
        int channels = wishes.number("stereo").orElse(1) == 0 ? 1 : 2;
        boolean longPackets = wishes.number("minptime").orElse(0) > 10
                || audio.value("ptime").orElse("").equals("20");
        return new OpusSettings(
                bitrateBps,
                maxPlaybackRateHz,
                channels,
                longPackets ? 20 : usual.frameMs(),
                wishes.flag("cbr"),
                wishes.flag("useinbandfec"),
                wishes.flag("usedtx"));
    }
}
