package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.FreePort;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CommandLineTest {
    @Test
    void endsWithZeroWithinThreeSecondsOfSigterm() throws Exception {
        try (AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("sigterm"))) {
            antiphon.process().destroy();
            assertThat(antiphon.process().waitFor(3, TimeUnit.SECONDS)).isTrue();
            assertThat(antiphon.process().exitValue()).isZero();
        }
    }

    @Test
    void aFreshFolderHoldsTheDemo() throws IOException {
        try (AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("demo"))) {
            assertThat(antiphon.get("/sources")).hasSize(1);
            assertThat(antiphon.get("/sinks")).hasSize(1);
            assertThat(antiphon.get("/routes")).hasSize(1);
            assertThat(antiphon.send("GET", "/site/", null).body()).contains("<div id=\"root\"");
        }
    }

    @Nested
    class BadUsage {
        @Test
        void ofAnOptionThatIsNotThereEndsWithTwoAndNamesIt() throws Exception {
            assertThat(run(Map.of(), "run", "--no-such-option"))
                    .startsWith("2 ")
                    .contains("--no-such-option");
        }

        @Test
        void ofAValueThatIsNotAllowedEndsWithTwoAndNamesWhatIs() throws Exception {
            assertThat(run(Map.of(), "run", "--api-port", "99999"))
                    .startsWith("2 ")
                    .contains("api-port", "65535");
        }

        @Test
        void ofAnEnvironmentVariableEndsWithTwoToo() throws Exception {
            assertThat(run(Map.of("ANTIPHON_AUTH", "perhaps"), "run"))
                    .startsWith("2 ")
                    .contains("ANTIPHON_AUTH", "login", "none");
        }

        @Test
        void ofABrokenFileNamesItsLineAndLeavesItAlone() throws Exception {
            Path home = AntiphonProcess.folder("broken");
            String broken = "sinks:\n- name: Kitchen\n  port: [\n";
            Files.writeString(home.resolve("config.yaml"), broken);
            assertThat(run(Map.of(), "run", "--home", home.toString()))
                    .startsWith("2 ")
                    .contains("config.yaml", "line");
            assertThat(home.resolve("config.yaml")).hasContent(broken);
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            String home = AntiphonProcess.folder("port").toString();
            assertThat(run(Map.of(), "run", "--home", home, "--tls", "off", "--api-port", port))
                    .doesNotStartWith("0 ")
                    .contains(port, "api-port", "in use");
        }
    }

    @Test
    void aMediaPortInUseIsNamedWithItsFlagAndTheRestStarts() throws Exception {
        try (DatagramSocket scream = new DatagramSocket(0);
                DatagramSocket webRtc = new DatagramSocket(0)) {
            String screamPort = Integer.toString(scream.getLocalPort());
            String webRtcPort = Integer.toString(webRtc.getLocalPort());
            Path home = AntiphonProcess.folder("media-ports");
            try (AntiphonProcess antiphon = AntiphonProcess.start(home, scream.getLocalPort(), webRtc.getLocalPort())) {
                // It answers before all has been said.
                Awaitility.await().until(() -> Files.readString(antiphon.log()).contains("Antiphon is running"));
                assertThat(Files.readAllLines(antiphon.log()))
                        .satisfiesOnlyOnce(line -> assertThat(line).contains(screamPort, "--scream-receiver-port"))
                        .satisfiesOnlyOnce(line -> assertThat(line).contains(webRtcPort, "--webrtc-port"));
                Awaitility.await()
                        .until(() -> antiphon.send("GET", "/api/health", null).statusCode() == 200);
                HttpResponse<String> refused = antiphon.offer("This%20browser", "v=0\r\n");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body()).contains("\"nobody_can_listen\"", webRtcPort, "--webrtc-port");
            }
        }
    }

    @Test
    void missingRealTimeRightsAreToldOnce() throws Exception {
        Path home = AntiphonProcess.folder("rights");
        Path log = home.resolve("out.log");
        List<String> words = List.of(
                "run", "--home", home.toString(), "--api-host", "127.0.0.1", "--api-port", "0", "--webrtc-port", "0");
        Process process = AntiphonProcess.launchWithoutRights(log, words);
        try {
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> Files.readString(log).contains("Antiphon is running"));
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(Files.readAllLines(log).stream().filter(line -> line.contains("real-time priority")))
                .singleElement()
                .asString()
                .contains("audio thread", "rtprio", "docs/operate/running.md");
    }

    @Test
    void aFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
        Path home = AntiphonProcess.folder("precedence");
        int inFile = FreePort.tcp();
        int inEnvironment = FreePort.tcp();
        Files.writeString(
                home.resolve("config.yaml"),
                "settings:\n  api_port: " + inFile + "\n  webrtc_port: " + FreePort.udp() + "\n");
        Path log = home.resolve("out.log");
        Process process = AntiphonProcess.launch(
                log,
                Map.of("ANTIPHON_API_PORT", Integer.toString(inEnvironment), "ANTIPHON_HOME", home.toString()),
                List.of("run", "--tls", "off", "--api-host", "127.0.0.1"));
        try {
            Awaitility.await().until(() -> Files.readString(log).contains(":" + inEnvironment + "/"));
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(Files.readString(log)).doesNotContain(":" + inFile + "/");
    }

    @Test
    void versionIsPrinted() throws Exception {
        assertThat(run(Map.of(), "version")).startsWith("0 ").containsPattern("\\d+\\.\\d+\\.\\d+");
    }

    /** Runs to the end; the exit code, a space, and all it printed. */
    private static String run(Map<String, String> environment, String... words) throws Exception {
        Path log = AntiphonProcess.folder("command").resolve("out.log");
        Process process = AntiphonProcess.launch(log, environment, List.of(words));
        assertThat(process.waitFor(20, TimeUnit.SECONDS))
                .as("ended by itself: " + List.of(words))
                .isTrue();
        return process.exitValue() + " " + Files.readString(log);
    }
}
