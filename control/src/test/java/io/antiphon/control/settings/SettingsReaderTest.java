package io.antiphon.control.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.engine.endpoint.AudioCodec;
import io.antiphon.engine.endpoint.CodecPreferences;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @TempDir
    Path home;

    @Test
    void everyDefaultIsTheOneThatIsDocumented() throws Exception {
        AntiphonSettings settings = read(Map.of(), Map.of());

        assertThat(settings)
                .isEqualTo(new AntiphonSettings(
                        new Folders(home, home.resolve("state"), home.resolve("logs")),
                        home.resolve("config.yaml"),
                        "0.0.0.0",
                        8443,
                        true,
                        null,
                        null,
                        true,
                        List.of(),
                        List.of(),
                        16401,
                        4010,
                        8444,
                        List.of(),
                        CodecPreferences.DEFAULT,
                        List.of(),
                        new ListenLimits(4000, 32, 64, 8, 64),
                        new StreamLimits(1000, 100),
                        new HistoryLimits(5, 4096),
                        true,
                        new AntiphonSettings.EngineSettings(128, 48_000, 1, false),
                        settings.warnings(),
                        settings.given()));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void aFlagCountsBeforeAVariableBeforeTheFileBeforeTheDefault() throws Exception {
        assertThat(read(Map.of(), Map.of()).apiPort()).isEqualTo(8443);
        Files.writeString(home.resolve("config.yaml"), "settings: {api_port: 1000, tls: off}\nwebrtc_port: 1004\n");
        assertThat(read(Map.of(), Map.of()).apiPort()).isEqualTo(1000);
        assertThat(read(Map.of(), Map.of()).tls()).isFalse();
        assertThat(read(Map.of(), Map.of()).webrtcPort()).isEqualTo(1004);
        assertThat(read(Map.of(), Map.of("API_PORT", "1001")).apiPort()).isEqualTo(1001);
        Map<String, String> both = Map.of("API_PORT", "1001", "ANTIPHON_API_PORT", "1002");
        assertThat(read(Map.of(), both).apiPort()).isEqualTo(1002);
        assertThat(read(Map.of("api-port", "1003"), both).apiPort()).isEqualTo(1003);
    }

    @Test
    void periodAndRateOfTheGraphAreOneOfThree() throws Exception {
        AntiphonSettings settings = read(
                Map.of("period", "64", "render-threads", "2"),
                Map.of("ANTIPHON_GRAPH_RATE", "96000", "ANTIPHON_LOCK_MEMORY", "on"));
        assertThat(settings.engine()).isEqualTo(new AntiphonSettings.EngineSettings(64, 96_000, 2, true));
        assertThatThrownBy(() -> read(Map.of("period", "100", "graph-rate", "22050", "render-threads", "3"), Map.of()))
                .hasMessageContaining("--period: must be 64, 128 or 256, not '100'")
                .hasMessageContaining("--graph-rate: must be 44100, 48000 or 96000, not '22050'")
                .hasMessageContaining("--render-threads: must be 1 or 2, not '3'");
    }

    @Test
    void whatBrowsersAreSentIsChosen() throws Exception {
        Map<String, String> flags = new HashMap<>(Map.of("webrtc-codec", "g722", "webrtc-packet-ms", "2.5"));
        flags.putAll(Map.of("opus-bitrate", "96000", "opus-max-average-bitrate", "6000"));
        flags.putAll(Map.of("opus-max-playback-rate", "12000", "opus-cbr", "on", "opus-fec", "off", "opus-dtx", "on"));
        assertThat(read(flags, Map.of()).codecs())
                .isEqualTo(new CodecPreferences(AudioCodec.G722, 96_000, 6_000, 12_000, true, false, true, 2_500));
        assertThatThrownBy(() ->
                        read(Map.of("webrtc-codec", "mp3", "webrtc-packet-ms", "30", "opus-bitrate", "5999"), Map.of()))
                .hasMessageContaining("--webrtc-codec: must be opus, pcmu, pcma or g722, not 'mp3'")
                .hasMessageContaining("--webrtc-packet-ms: must be 2.5, 5, 10, 20, 40 or 60, not '30'")
                .hasMessageContaining("--opus-bitrate: must be a whole number from 6000 to 510000, not '5999'");
    }

    @Test
    void theAncestorsVariablesAreUnderstood() throws Exception {
        AntiphonSettings settings = read(
                Map.of(),
                Map.of(
                        "API_HOST", "127.0.0.1",
                        "SCREAM_RECEIVER_PORT", "1",
                        "CONFIG_PATH", home.resolve("other.yaml").toString(),
                        "LOGS_DIR", "/tmp/logs"));

        assertThat(settings.apiHost()).isEqualTo("127.0.0.1");
        assertThat(settings.screamReceiverPort()).isEqualTo(1);
        assertThat(settings.configFile()).isEqualTo(home.resolve("other.yaml"));
        assertThat(settings.folders().logs()).isEqualTo(Path.of("/tmp/logs"));
    }

    @Test
    void allProblemsComeAtOnceWithTheirPlaceAndWhatIsAllowed() throws Exception {
        Files.writeString(home.resolve("config.yaml"), "settings: {webrtc_port: lots}\n");

        assertThatThrownBy(() -> read(
                        Map.of("api-port", "70000", "auth", "maybe", "certificate", "/nowhere"),
                        Map.of("ANTIPHON_TLS", "perhaps")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--api-port: must be a whole number from 0 to 65535, not '70000'")
                .hasMessageContaining("--auth: must be login or none")
                .hasMessageContaining("ANTIPHON_TLS: must be on or off")
                .hasMessageContaining(
                        "webrtc_port in the configuration file, line 1, column 25: must be a whole number")
                .hasMessageContaining("certificate and certificate-key must be given together");
    }

    @Test
    void listsAreWrittenWithCommasOrAsListsOfTheFile() throws Exception {
        Files.writeString(
                home.resolve("config.yaml"),
                "settings: {public_names: [a.example, b.example], webrtc_public_addresses: 203.0.113.7}\n");
        assertThat(read(Map.of(), Map.of()).publicNames()).containsExactly("a.example", "b.example");
        assertThat(read(Map.of(), Map.of()).webrtcPublicAddresses()).containsExactly("203.0.113.7");
        assertThat(read(Map.of("webrtc-public-addresses", "203.0.113.7, 2001:db8::1"), Map.of())
                        .webrtcPublicAddresses())
                .containsExactly("203.0.113.7", "2001:db8::1");
    }

    @ParameterizedTest
    @CsvSource({
        "webrtc-public-addresses, house.example",
        "webrtc-public-addresses, 300.1.1.1",
        "webrtc-public-addresses, 0.0.0.0",
        "webrtc-public-addresses, 224.0.0.1",
        "webrtc-public-addresses, 203.0.113",
        "webrtc-public-addresses, fe80::1",
        "webrtc-public-addresses, 2001:db8::1::2",
        "ice-servers, stun.example:3478",
        "max-listeners-per-user, 0",
        "public-names, https://house.example",
        "public-names, house.example:8443",
        "max-listeners, 0",
        "max-listeners-per-address, 10001",
        "max-encodings-per-sink, many",
    })
    void namesAddressesAndCountsAreChecked(String flag, String value) {
        assertThatThrownBy(() -> read(Map.of(flag, value), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--" + flag + ": must be ")
                .hasMessageContaining("not '" + value + "'");
    }

    @Test
    void openDoorsAreWarnedOfOnlyBeyondLoopback() throws Exception {
        Map<String, String> open = Map.of("tls", "off", "auth", "none");
        assertThat(read(open, Map.of()).warnings()).hasSize(2);
        assertThat(read(open, Map.of("API_HOST", "127.0.0.1")).warnings()).isEmpty();
    }

    @Test
    void variablesOfScreamRouterThatMeanNothingHereAreNamed() throws Exception {
        Map<String, String> environment =
                Map.of("TIMESHIFT_DURATION", "300", "RTP_RECEIVER_PORT", "", "API_HOST", "127.0.0.1");
        assertThat(read(Map.of(), environment).warnings())
                .singleElement()
                .asString()
                .startsWith("TIMESHIFT_DURATION is set")
                .contains("--history-minutes");
    }

    @Test
    void withoutAHomeFilesGoWhereTheSystemKeepsThem() {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", "/x");
        assertThat(Folders.ofSystem(environment, "ann", Path.of("/home/ann")))
                .isEqualTo(new Folders(
                        Path.of("/x/antiphon"),
                        Path.of("/home/ann/.local/share/antiphon"),
                        Path.of("/home/ann/.local/share/antiphon/logs")));
        assertThat(Folders.ofSystem(Map.of(), "root", Path.of("/root")).config())
                .isEqualTo(Path.of("/etc/antiphon"));
    }

    private AntiphonSettings read(Map<String, String> flags, Map<String, String> environment) throws SettingsException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("ANTIPHON_HOME", home.toString());
        return new SettingsReader(flags, all).read();
    }
}
