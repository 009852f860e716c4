package io.antiphon.io.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.engine.endpoint.AudioCodec;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.CodecPreferences;
import io.antiphon.io.codec.opus.OpusSettings;
import io.antiphon.io.sdp.SdpParser;
import io.antiphon.io.sdp.SessionDescription;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferTest {
    private static final String HEX = "3F:81" + ":00".repeat(30);

    /** Audio and video as Chromium offers them, shortened to the lines that matter. */
    private static final String CHROMIUM = """
            v=0
            o=- 4611731400430051336 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=extmap-allow-mixed
            a=msid-semantic: WMS
            m=video 9 UDP/TLS/RTP/SAVPF 96 97
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=ice-ufrag:EsAw
            a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
            a=ice-options:trickle
            a=fingerprint:sha-256 FINGERPRINT
            a=setup:actpass
            a=mid:0
            a=recvonly
            a=rtcp-mux
            a=rtpmap:96 VP8/90000
            m=audio 9 UDP/TLS/RTP/SAVPF 63 111 9 0 8 13 110 126
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=candidate:1 1 udp 2113937151 4cf5.local 50000 typ host generation 0 network-cost 999
            a=ice-ufrag:EsAw
            a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
            a=ice-options:trickle
            a=fingerprint:sha-256 FINGERPRINT
            a=setup:actpass
            a=mid:1
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=recvonly
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:63 red/48000/2
            a=fmtp:63 111/111
            a=rtpmap:111 opus/48000/2
            a=rtcp-fb:111 transport-cc
            a=fmtp:111 minptime=10;useinbandfec=1;stereo=1
            a=rtpmap:9 G722/8000
            a=rtpmap:0 PCMU/8000
            """.replace("FINGERPRINT", HEX);

    /** Session-level credentials, no mid, as a GStreamer-like client writes them. */
    private static final String PLAIN = """
            v=0
            o=- 1 0 IN IP4 0.0.0.0
            s=-
            t=0 0
            a=ice-ufrag:abcd
            a=ice-pwd:0123456789012345678901
            a=fingerprint:SHA-256 FINGERPRINT
            m=audio 9 UDP/TLS/RTP/SAVPF 96
            a=setup:active
            a=rtcp-mux
            a=rtpmap:96 OPUS/48000/2
            """.replace("FINGERPRINT", HEX);

    @Test
    void chromiumsOfferIsUnderstood() throws Exception {
        Offer offer = parse(CHROMIUM.replace("\n", "\r\n"));
        assertThat(offer.choice().payloadType()).isEqualTo("111");
        assertThat(offer.audioIndex()).isEqualTo(1);
        assertThat(opus(offer).channels()).isEqualTo(2);
        assertThat(opus(offer).inbandFec()).isTrue();
        assertThat(opus(offer).packetUs()).isEqualTo(10_000);
        assertThat(offer.fingerprint().hex()).isEqualTo(HEX);
    }

    @Test
    void plainOfferIsUnderstood() throws Exception {
        Offer offer = parse(PLAIN);
        assertThat(offer.choice().payloadType()).isEqualTo("96");
        assertThat(opus(offer).channels()).isEqualTo(2);
        assertThat(opus(offer).bitrateBps()).isEqualTo(128_000);
    }

    @Test
    void answerTakesTheAudioAndRefusesTheRest() throws Exception {
        Candidates candidates = new Candidates(List.of(InetAddress.getByName("192.0.2.5")), 8_444);
        String answer = Answer.write(
                parse(CHROMIUM),
                new Answer.Session(1, new IceCredentials("frag", "password"), -2, CodecPreferences.DEFAULT),
                candidates,
                DtlsIdentity.create().fingerprint());
        assertThat(answer.lines().count()).isEqualTo(answer.split("\r\n", -1).length - 1);
        SessionDescription description = SdpParser.parse(answer);
        assertThat(answer).contains("a=group:BUNDLE 1\r\n", "a=ice-lite\r\n", "a=ssrc:4294967294 cname:antiphon");
        assertThat(description.media().get(0).port()).isZero();
        assertThat(description.media().get(0).value("mid")).contains("0");
        var audio = description.media().get(1);
        assertThat(audio.formats()).containsExactly("111");
        assertThat(audio.has("sendonly")).isTrue();
        assertThat(audio.value("setup")).contains("passive");
        assertThat(audio.parameters("111").flag("sprop-stereo")).isTrue();
        assertThat(audio.value("candidate")).contains("1 1 udp 2130706431 192.0.2.5 8444 typ host");
    }

    @ParameterizedTest
    @CsvSource({
        "maxaveragebitrate=64000, opus 64 kb/s stereo",
        "maxaveragebitrate=1, opus 6 kb/s stereo",
        "maxaveragebitrate=900000, opus 510 kb/s stereo",
        "maxaveragebitrate=lots, opus 128 kb/s stereo",
        "stereo=0, opus 128 kb/s mono",
        "cbr=1, 'opus 128 kb/s stereo, 10 ms, cbr'",
        "usedtx=1, 'opus 128 kb/s stereo, 10 ms, dtx'",
        "minptime=20;stereo=1, 'opus 128 kb/s stereo, 20 ms'",
        "minptime=11, 'opus 128 kb/s stereo, 20 ms'",
        "ptime=3, 'opus 128 kb/s stereo, 2.5 ms'",
        "ptime=2.5, 'opus 128 kb/s stereo, 2.5 ms'",
        "ptime=5, 'opus 128 kb/s stereo, 5 ms'",
        "ptime=30, 'opus 128 kb/s stereo, 20 ms'",
        "ptime=120, 'opus 128 kb/s stereo, 60 ms'",
        "ptime=40;maxptime=25, 'opus 128 kb/s stereo, 20 ms'",
        "maxptime=5, 'opus 128 kb/s stereo, 5 ms'",
        "minptime=80, 'opus 128 kb/s stereo, 10 ms'",
        "minptime=30;maxptime=35, 'opus 128 kb/s stereo, 10 ms'",
    })
    void wishesAreObeyedWithinLimits(String wishes, String described) throws Exception {
        assertThat(parse(PLAIN + "a=fmtp:96 " + wishes + "\n").encoding().describe())
                .startsWith(described);
    }

    @Test
    void linesOfTheSectionAreObeyedAsThoseOfTheFormat() throws Exception {
        assertThat(parse(PLAIN + "a=ptime:40\n").encoding().packetUs()).isEqualTo(40_000);
        assertThat(parse(PLAIN + "a=maxptime:3\n").encoding().packetUs()).isEqualTo(2_500);
        String limited = PLAIN.replace("a=setup", "b=AS:48\nb=TIAS:40000\na=setup");
        assertThat(parse(limited).encoding().bitrateBps()).isEqualTo(40_000);
        assertThat(parse(limited.replace("b=TIAS:40000\n", "")).encoding().bitrateBps())
                .isEqualTo(48_000);
    }

    @Test
    void fecIsUsedByWhoCanAndPlaybackRateIsTheLowerOne() throws Exception {
        String wishes = "a=fmtp:96 maxplaybackrate=16000;useinbandfec=1\n";
        OpusSettings opus = opus(parse(PLAIN + wishes));
        assertThat(opus.inbandFec()).isTrue();
        assertThat(opus.maxPlaybackRateHz()).isEqualTo(16_000);
        assertThat(opus(parse(PLAIN)).inbandFec()).isFalse();
        assertThat(opus(parse(PLAIN + wishes, server(AudioCodec.OPUS, false))).inbandFec())
                .isFalse();
    }

    @Test
    void theServersOwnWishesHoldWhereTheListenerDoesNotRefuse() throws Exception {
        CodecPreferences server =
                new CodecPreferences(AudioCodec.OPUS, 96_000, 200_000, 24_000, true, true, true, 2_500);
        assertThat(parse(PLAIN, server).encoding().describe()).isEqualTo("opus 96 kb/s stereo, 2.5 ms, cbr, dtx");
        OpusSettings refusing = opus(parse(
                PLAIN + "a=fmtp:96 cbr=0;usedtx=0;maxaveragebitrate=300000;maxplaybackrate=48000;minptime=10\n",
                server));
        assertThat(refusing.describe()).isEqualTo("opus 200 kb/s stereo, 10 ms");
        assertThat(refusing.maxPlaybackRateHz()).isEqualTo(24_000);
        assertThat(answer(parse(PLAIN, server), server))
                .contains("b=AS:96\r\n")
                .contains("a=ptime:3\r\n")
                .contains("a=fmtp:96 minptime=10;useinbandfec=0;stereo=1;sprop-stereo=1;maxaveragebitrate=200000"
                        + ";maxplaybackrate=24000;sprop-maxcapturerate=24000;cbr=1;usedtx=1\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "opus, 111, opus/48000/2",
        "g722, 9, G722/8000",
        "pcmu, 0, PCMU/8000",
        "pcma, 8, PCMA/8000",
    })
    void theCodecThatTheServerPrefersIsTakenWhenTheOfferHasIt(String preferred, String payloadType, String map)
            throws Exception {
        CodecPreferences server = server(AudioCodec.ofWord(preferred).orElseThrow(), true);
        CodecChoice choice = parse(CHROMIUM, server).choice();
        assertThat(choice.codec().word()).isEqualTo(preferred);
        assertThat(choice.payloadType()).isEqualTo(payloadType);
        assertThat(answer(parse(CHROMIUM, server), server)).contains("a=rtpmap:" + payloadType + " " + map + "\r\n");
    }

    @Test
    void elseTheFirstOfTheOfferThatIsKnown() throws Exception {
        String offer = PLAIN.replace("SAVPF 96", "SAVPF 13 0 9").replace("a=rtpmap:96 OPUS/48000/2\n", "");
        CodecChoice choice = parse(offer).choice();
        assertThat(choice.codec()).isEqualTo(AudioCodec.PCMU);
        assertThat(choice.encoding().describe()).isEqualTo("pcmu 64 kb/s mono, 10 ms");
        assertThat(choice.encoding().clockRateHz()).isEqualTo(8_000);
        assertThat(answer(parse(offer), CodecPreferences.DEFAULT))
                .contains("b=AS:64\r\n")
                .doesNotContain("a=fmtp");
        assertThat(parse(offer + "a=ptime:30\n").encoding().packetUs()).isEqualTo(30_000);
    }

    @ParameterizedTest
    @CsvSource({
        "v=0, x=0, v=0",
        "63 111 9 0 8 13, 63 13, opus/48000/2",
        "a=ice-pwd:, a=nothing:, a=ice-pwd",
        "a=ice-ufrag:, a=nothing:, a=ice-ufrag",
        "a=fingerprint:, a=nothing:, a=fingerprint",
        "a=rtcp-mux, a=nothing, a=rtcp-mux",
        "a=setup:actpass, a=setup:passive, a=setup:passive",
        "a=recvonly, a=sendonly, recvonly",
        "m=audio 9, m=audio nine, port",
        "m=audio 9 UDP/TLS/RTP/SAVPF, m=audio 9 RTP/AVP, UDP/TLS/RTP/SAVPF",
    })
    void whatCannotBeAnsweredIsExplained(String part, String instead, String named) {
        assertThat(CHROMIUM).contains(part);
        assertThatThrownBy(() -> parse(CHROMIUM.replace(part, instead)))
                .isInstanceOf(OfferException.class)
                .hasMessageContaining(named)
                .hasMessageEndingWith(".");
    }

    private static Offer parse(String text) throws OfferException {
        return parse(text, CodecPreferences.DEFAULT);
    }

    private static Offer parse(String text, CodecPreferences server) throws OfferException {
        return Offer.parse(text, server);
    }

    private static OpusSettings opus(Offer offer) {
        return (OpusSettings) offer.encoding();
    }

    private static CodecPreferences server(AudioCodec preferred, boolean fec) {
        return new CodecPreferences(preferred, 128_000, 510_000, 48_000, false, fec, false, 10_000);
    }

    private static String answer(Offer offer, CodecPreferences server) throws IOException {
        return Answer.write(
                offer,
                new Answer.Session(1, new IceCredentials("frag", "password"), -2, server),
                new Candidates(List.of(InetAddress.getByName("192.0.2.5")), 8_444),
                DtlsIdentity.create().fingerprint());
    }
}
