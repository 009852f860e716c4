package io.antiphon.io.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class IceFragmentTest {
    /** RFC 8840, section 9, shortened. */
    private static final String PIECE = """
            a=ice-pwd:YH75Fviy6338Vbrhrlp8Yh
            a=ice-ufrag:9uB6
            m=audio 9 RTP/AVP 0
            a=mid:1
            a=candidate:1 1 UDP 2130706432 203.0.113.141 10500 typ host
            a=candidate:2 1 UDP 1694498816 198.51.100.100 10050 typ srflx raddr 0.0.0.0 rport 0
            a=end-of-candidates
            """;

    @Test
    void pieceOfTheStandardIsUnderstood() {
        for (String text : List.of(PIECE, PIECE.replace("\n", "\r\n"))) {
            IceFragment piece = IceFragment.parse(text);
            assertThat(piece.fragment()).isEqualTo("9uB6");
            assertThat(piece.password()).isEqualTo("YH75Fviy6338Vbrhrlp8Yh");
            assertThat(piece.mid()).isEqualTo("1");
            assertThat(piece.candidates())
                    .containsExactly(
                            "candidate:1 1 UDP 2130706432 203.0.113.141 10500 typ host",
                            "candidate:2 1 UDP 1694498816 198.51.100.100 10050 typ srflx raddr 0.0.0.0 rport 0");
        }
    }

    @Test
    void textWithoutIceSaysNothing() {
        assertThat(IceFragment.parse("").saysSomething()).isFalse();
        assertThat(IceFragment.parse("hello\r\na=mid:0\r\n").saysSomething()).isFalse();
        assertThat(IceFragment.parse("a=candidate:1").saysSomething()).isTrue();
    }

    @Test
    void answerHoldsOurCredentialsAndCandidates() throws Exception {
        Candidates candidates = new Candidates(
                List.of(InetAddress.getByName("192.0.2.5"), InetAddress.getByName("2001:db8::5")), 8_444);
        IceFragment answer =
                IceFragment.parse(IceFragment.answer(new IceCredentials("frag", "password"), "audio", candidates));
        assertThat(answer)
                .isEqualTo(new IceFragment(
                        "frag",
                        "password",
                        "audio",
                        List.of(
                                "candidate:1 1 udp 2130706431 192.0.2.5 8444 typ host",
                                "candidate:2 1 udp 2130706175 2001:db8:0:0:0:0:0:5 8444 typ host")));
    }
}
