package io.antiphon.io.webrtc;

import io.antiphon.engine.endpoint.AudioCodec;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.CodecPreferences;
import io.antiphon.io.codec.Encoding;
import io.antiphon.io.codec.opus.OpusSettings;
import io.antiphon.io.codec.telephone.TelephoneCodec;
import io.antiphon.io.codec.telephone.TelephoneSettings;
import io.antiphon.io.sdp.MediaDescription;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which codec of an offer is sent, under its payload type: the one that the server prefers when the offer has it, else the
 * first of the offer that we know. Immutable.
 *
 * @param payloadType as the offer numbers it
 * @param codec which
 * @param encoding its parameters
 */
record CodecChoice(String payloadType, AudioCodec codec, Encoding encoding) {
    /** The one encoding name of Opus; the rate and the 2 are the same for mono (RFC 7587, section 7). */
    static final String OPUS = "opus/48000/2";

    static CodecChoice of(MediaDescription audio, CodecPreferences server) throws OfferException {
        Map<AudioCodec, String> offered = offered(audio);
        if (offered.isEmpty()) {
            throw new OfferException(
                    "The offer has no payload type of a=rtpmap opus/48000/2, PCMU/8000, PCMA/8000 or G722/8000, which are the codecs sent here.");
        }
        AudioCodec codec = offered.containsKey(server.preferred())
                ? server.preferred()
                : offered.keySet().iterator().next();
        String payloadType = offered.getOrDefault(codec, "");
        return new CodecChoice(payloadType, codec, encoding(codec, audio, payloadType, server));
    }

    /** What a publisher is asked to send: Opus in stereo, as good and in packets as short as we send ourselves. */
    static CodecChoice ofPublisher(MediaDescription audio, CodecPreferences server) throws OfferException {
        String payloadType = offered(audio).get(AudioCodec.OPUS);
        if (payloadType == null) {
            throw new OfferException(
                    "The offer has no payload type of a=rtpmap opus/48000/2, the only codec taken here.");
        }
        int packetUs = PacketDuration.choose(
                audio, audio.parameters(payloadType), CodecPreferences.PACKETS_US, server.packetUs());
        OpusSettings wished =
                new OpusSettings(server.bitrateBps(), OpusSettings.SAMPLE_RATE_HZ, 2, packetUs, false, true, false, 0);
        return new CodecChoice(payloadType, AudioCodec.OPUS, wished);
    }

    /** Those that we know, with their payload types, in the offer's order. */
    private static Map<AudioCodec, String> offered(MediaDescription audio) {
        Map<AudioCodec, String> offered = new LinkedHashMap<>();
        for (String format : audio.formats()) {
            if (isPayloadType(format)) {
                codec(audio, format).ifPresent(codec -> offered.putIfAbsent(codec, format));
            }
        }
        return offered;
    }

    /** Those of RTP that cannot be taken for RTCP, whose types with the highest bit off are 64…95 (RFC 5761, section 4). */
    private static boolean isPayloadType(String format) {
        if (!format.matches("[0-9]{1,3}")) {
            return false;
        }
        int type = Integer.parseInt(format);
        return type < 64 || (type > 95 && type < 128);
    }

    /** Payload types of telephones need no line of their own (RFC 3551, section 6). */
    private static Optional<AudioCodec> codec(MediaDescription audio, String format) {
        String map = audio.rtpMap(format).orElse("").toLowerCase(Locale.ROOT);
        if (map.equals(OPUS)) {
            return Optional.of(AudioCodec.OPUS);
        }
        for (TelephoneCodec codec : TelephoneCodec.values()) {
            String own = codec.rtpMap().toLowerCase(Locale.ROOT);
            boolean isOwnNumber = format.equals(Integer.toString(codec.payloadType()));
            if (map.equals(own) || map.equals(own + "/1") || (map.isEmpty() && isOwnNumber)) {
                return AudioCodec.ofWord(codec.name().toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private static Encoding encoding(
            AudioCodec codec, MediaDescription audio, String payloadType, CodecPreferences server) {
        if (codec == AudioCodec.OPUS) {
            return OpusWishes.settings(audio, audio.parameters(payloadType), server);
        }
        TelephoneCodec telephone = TelephoneCodec.valueOf(codec.name());
        int packetUs = PacketDuration.choose(
                audio, audio.parameters(payloadType), TelephoneSettings.PACKETS_US, server.packetUs());
        return new TelephoneSettings(telephone, packetUs);
    }

    /** True of what the server itself prefers, in mono or stereo, with what repairs lost packets or without. */
    boolean isUsual(CodecPreferences server) {
        return switch (encoding) {
            case OpusSettings opus ->
                opus.bitrateBps() == Math.min(server.bitrateBps(), server.maxAverageBitrateBps())
                        && opus.maxPlaybackRateHz() == server.maxPlaybackRateHz()
                        && opus.packetUs() == server.packetUs()
                        && opus.constantBitrate() == server.constantBitrate()
                        && opus.dtx() == server.dtx();
            case TelephoneSettings telephone -> telephone.packetUs() == server.packetUs();
            default -> false;
        };
    }

    /** What {@code a=rtpmap} says of it. */
    String rtpMap() {
        return encoding instanceof TelephoneSettings telephone
                ? telephone.codec().rtpMap()
                : OPUS;
    }

    /** What {@code a=fmtp} says to a publisher. */
    String wishes() {
        return "minptime=10;useinbandfec=1;stereo=1;maxaveragebitrate=" + encoding.bitrateBps();
    }

    /** What {@code a=fmtp} says of it; empty for codecs without parameters. */
    Optional<String> parameters(CodecPreferences server) {
        return encoding instanceof OpusSettings opus ? Optional.of(OpusWishes.written(opus, server)) : Optional.empty();
    }
}
