package io.antiphon.io.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.io.sdp.SdpParser;
import io.antiphon.io.sdp.SessionDescription;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
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
        Offer offer = Offer.parse(CHROMIUM.replace("\n", "\r\n"));
        assertThat(offer.payloadType()).isEqualTo("111");
        assertThat(offer.audioIndex()).isEqualTo(1);
        assertThat(offer.opus().channels()).isEqualTo(2);
        assertThat(offer.opus().inbandFec()).isTrue();
        assertThat(offer.opus().frameMs()).isEqualTo(10);
        assertThat(offer.fingerprint().hex()).isEqualTo(HEX);
    }

    @Test
    void plainOfferIsUnderstood() throws Exception {
        Offer offer = Offer.parse(PLAIN);
        assertThat(offer.payloadType()).isEqualTo("96");
        assertThat(offer.opus().channels()).isEqualTo(2);
        assertThat(offer.opus().bitrateBps()).isEqualTo(128_000);
    }

    @Test
    void answerTakesTheAudioAndRefusesTheRest() throws Exception {
        Candidates candidates = new Candidates(List.of(InetAddress.getByName("192.0.2.5")), 8_444);
        String answer = Answer.write(
                Offer.parse(CHROMIUM),
                new Answer.Session(1, new IceCredentials("frag", "password"), -2),
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
        "maxaveragebitrate=64000, 64000, 2, 10",
        "maxaveragebitrate=1, 6000, 2, 10",
        "maxaveragebitrate=900000, 510000, 2, 10",
        "maxaveragebitrate=lots, 128000, 2, 10",
        "stereo=0, 128000, 1, 10",
        "minptime=20;stereo=1, 128000, 2, 20",
    })
    void wishesAreObeyedWithinLimits(String wishes, int bitrateBps, int channels, int frameMs) throws Exception {
        Offer offer = Offer.parse(PLAIN + "a=fmtp:96 " + wishes + "\n");
        assertThat(offer.opus().bitrateBps()).isEqualTo(bitrateBps);
        assertThat(offer.opus().channels()).isEqualTo(channels);
        assertThat(offer.opus().frameMs()).isEqualTo(frameMs);
    }

    @ParameterizedTest
    @CsvSource({
        "v=0, x=0, v=0",
        "opus/48000/2, red/48000/2, opus/48000/2",
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
        assertThatThrownBy(() -> Offer.parse(CHROMIUM.replace(part, instead)))
                .isInstanceOf(OfferException.class)
                .hasMessageContaining(named)
                .hasMessageEndingWith(".");
    }
}
