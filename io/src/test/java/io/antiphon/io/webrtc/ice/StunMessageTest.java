package io.antiphon.io.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StunMessageTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    /** RFC 5769, section 2.1. */
    private static final byte[] REQUEST = HexFormat.of()
            .parseHex("000100582112a442b7e7a701bc34d686fa87dfae"
                    + "802200105354554e207465737420636c69656e74"
                    + "002400046e0001ff80290008932ff9b151263b36"
                    + "000600096576746a3a68367659202020"
                    + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                    + "80280004e57a3bcf");

    /** RFC 5769, section 2.2. */
    private static final byte[] RESPONSE = HexFormat.of()
            .parseHex("0101003c2112a442b7e7a701bc34d686fa87dfae"
                    + "8022000b7465737420766563746f7220"
                    + "002000080001a147e112a643"
                    + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
                    + "80280004c07d4c96");

    @Test
    void requestOfTheStandardIsUnderstood() {
        StunMessage request = StunMessage.parse(REQUEST, REQUEST.length).orElseThrow();
        assertThat(request.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(request.username()).contains("evtj:h6vY");
        assertThat(request.isSignedWith(PASSWORD)).isTrue();
        assertThat(request.isSignedWith(PASSWORD + "x")).isFalse();
        assertThat(request.useCandidate()).isFalse();
        assertThat(request.unknownAttributes()).isEmpty();
    }

    @Test
    void responseOfTheStandardIsUnderstood() {
        StunMessage response = StunMessage.parse(RESPONSE, RESPONSE.length).orElseThrow();
        assertThat(response.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
        assertThat(response.isSignedWith(PASSWORD)).isTrue();
        assertThat(response.mappedAddress()).contains(new InetSocketAddress("192.0.2.1", 32_853));
    }

    @Test
    void anyFlippedBitIsNoticed() {
        for (int bit = 0; bit < 8 * REQUEST.length; bit++) {
            byte[] damaged = REQUEST.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(StunMessage.parse(damaged, damaged.length)
                            .filter(message -> message.isSignedWith(PASSWORD) && message.hasFingerprint()))
                    .as("bit=%d", bit)
                    .isEmpty();
        }
    }

    @Test
    void anyPrefixIsNoMessage() {
        for (int length = 0; length < REQUEST.length; length++) {
            assertThat(StunMessage.parse(REQUEST, length)).isEmpty();
        }
    }

    @Test
    void whatIsBuiltIsUnderstood() throws Exception {
        InetSocketAddress seen = new InetSocketAddress(InetAddress.getByName("198.51.100.7"), 5_000);
        byte[] transaction = HexFormat.of().parseHex("0102030405060708090a0b0c");
        byte[] built = new StunBuilder(StunMessage.BINDING_SUCCESS, transaction)
                .username("abcde:f")
                .mappedAddress(seen)
                .signed("secret");
        StunMessage message = StunMessage.parse(built, built.length).orElseThrow();
        assertThat(message.mappedAddress()).contains(seen);
        assertThat(message.transaction()).isEqualTo(transaction);
        assertThat(message.isSignedWith("secret")).isTrue();
        assertThat(message.hasFingerprint()).isTrue();
    }
}
