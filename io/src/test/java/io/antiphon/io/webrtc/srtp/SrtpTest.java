package io.antiphon.io.webrtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.io.webrtc.srtp.MasterKey.Label;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpTest {
    private static final int HEADER = 12;
    private static final MasterKey MASTER =
            new MasterKey(hex("E1F97A0D3E018BE0D64FA32C06DE4139"), hex("0EC675AD498AFEEBB6960B3AABE6"));

    @Test
    void sessionKeysAreThoseOfRfc3711() {
        assertThat(MASTER.derive(Label.RTP_ENCRYPTION, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(MASTER.derive(Label.RTP_SALT, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(MASTER.derive(Label.RTP_AUTHENTICATION, 20))
                .isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    @Test
    void counterModeGivesTheBytesThatOthersGive() {
        byte[] packet = Arrays.copyOf(hex("800f1234decafbadcafebabe" + "ab".repeat(16)), 60);
        int length = new CounterModeRtp(MASTER).protect(packet, HEADER, 28, 0x1234);
        assertThat(Arrays.copyOf(packet, length))
                .isEqualTo(hex("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb"));
    }

    /** RFC 7714, sections 16.1.1 and 17.1: they name session keys, not master keys. */
    @Nested
    class Rfc7714 {
        private static final String HEADER_HEX = "8040f17b8041f8d35501a0b2";
        private static final String PLAIN =
                "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";
        private static final String SEALED = "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b"
                + "36de3adf8833899d7f27beb16a9152cf765ee4390cce";
        private final Gcm gcm = new Gcm(hex("000102030405060708090a0b0c0d0e0f"), hex("517569642070726f2071756f"));

        @Test
        void rtpIsSealed() {
            byte[] packet = Arrays.copyOf(hex(HEADER_HEX + PLAIN), 80);
            int length = new GcmRtp(gcm).protect(packet, HEADER, HEADER + PLAIN.length() / 2, 0xf17b);
            assertThat(Arrays.copyOf(packet, length)).isEqualTo(hex(HEADER_HEX + SEALED));
        }

        @Test
        void rtpIsOpened() {
            byte[] packet = hex(HEADER_HEX + SEALED);
            int length = new GcmRtp(gcm).unprotect(packet, HEADER, packet.length, 0xf17b);
            assertThat(Arrays.copyOf(packet, length)).isEqualTo(hex(HEADER_HEX + PLAIN));
        }

        @Test
        void rtcpIsOpened() {
            byte[] packet = hex("81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda"
                    + "4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4");
            int length = new GcmRtcp(gcm).unprotect(packet, packet.length);
            assertThat(length).isPositive();
            assertThat(Arrays.copyOf(packet, length))
                    .isEqualTo(hex(
                            "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61" + "deadbeef".repeat(5)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rtpComesBackAndDamageIsNoticed(SrtpProfile profile) {
        MasterKey key = key(profile);
        RtpProtection out = RtpProtection.of(profile, key);
        RtpProtection in = RtpProtection.of(profile, key);
        long[] indexes = {0x7FFF, 0xFFFF, 0x10000, 0x2_FFFF};
        for (long index : indexes) {
            byte[] packet = new byte[200];
            Arrays.fill(packet, HEADER, 100, (byte) 0x5A);
            byte[] plain = Arrays.copyOf(packet, 100);
            int length = out.protect(packet, HEADER, 100, index);
            byte[] damaged = packet.clone();
            damaged[length / 2] ^= 1;
            assertThat(in.unprotect(damaged, HEADER, length, index)).isEqualTo(-1);
            assertThat(in.unprotect(packet.clone(), HEADER, length, index + 0x1_0000))
                    .isEqualTo(-1);
            assertThat(in.unprotect(packet, HEADER, length, index)).isEqualTo(100);
            assertThat(Arrays.copyOf(packet, 100)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rtcpComesBackOnceOnly(SrtpProfile profile) {
        MasterKey key = key(profile);
        RtcpProtection out = RtcpProtection.of(profile, key);
        RtcpProtection in = RtcpProtection.of(profile, key);
        byte[] first = sealed(out);
        byte[] second = sealed(out);
        assertThat(in.unprotect(second.clone(), second.length)).isEqualTo(32);
        assertThat(in.unprotect(first.clone(), first.length)).as("overtaken").isEqualTo(32);
        assertThat(in.unprotect(first.clone(), first.length)).as("repeated").isEqualTo(-1);
        assertThat(in.unprotect(second, second.length)).as("repeated").isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void shortPacketsAreNoPackets(SrtpProfile profile) {
        for (int length = 0; length < 28; length++) {
            byte[] packet = new byte[64];
            if (length >= HEADER) {
                assertThat(RtpProtection.of(profile, key(profile)).unprotect(packet, HEADER, length, 1))
                        .isEqualTo(-1);
            }
            assertThat(RtcpProtection.of(profile, key(profile)).unprotect(packet, length))
                    .isEqualTo(-1);
        }
    }

    private static byte[] sealed(RtcpProtection out) {
        byte[] packet = new byte[64];
        packet[0] = (byte) 0x81;
        return Arrays.copyOf(packet, out.protect(packet, 32));
    }

    private static MasterKey key(SrtpProfile profile) {
        byte[] key = new byte[profile.keyBytes()];
        Arrays.fill(key, (byte) 3);
        return new MasterKey(key, new byte[profile.saltBytes()]);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
