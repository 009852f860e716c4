package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.Chromium;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.StreamProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** {@code antiphon stream}: one command, and a real browser on its page. */
@RequiresProgram("chromium")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StreamPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double TONE_DBFS = -20;
    private static final double CARD_DBFS = -6;

    /** Of a page that is heard with: as much as one says without it. */
    private static final String OFFER = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            "m=audio 9 UDP/TLS/RTP/SAVPF 0 111",
            "c=IN IP4 0.0.0.0",
            "a=mid:0",
            "a=recvonly",
            "a=rtcp-mux",
            "a=ice-ufrag:abcd",
            "a=ice-pwd:abcdefghijklmnopqrstuvwx",
            "a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF",
            "a=setup:actpass",
            "a=rtpmap:111 opus/48000/2",
            "a=fmtp:111 minptime=10;stereo=1;useinbandfec=1",
            "");

    private final Chromium chromium = new Chromium();

    @AfterAll
    void end() {
        chromium.close();
    }

    @Test
    void thePagePlaysTheChosenSourceInTheChosenCodecAndComesBackAfterARestartByItself() throws Exception {
        Path folder = AntiphonProcess.folder("stream-page");
        Path caches = folder.resolve("caches");
        Map<String, String> environment =
                Map.of("ALSA_CONFIG_PATH", soundCard(folder).toString(), "XDG_CACHE_HOME", caches.toString());
        List<String> complaints = new ArrayList<>();
        try (StreamProcess stream = StreamProcess.start(folder, environment, "--sine-wave")) {
            Page page = chromium.emptyPage();
            page.onPageError(complaints::add);
            page.navigate(stream.address());
            awaitLevels(page, TONE_DBFS);
            await("its figures").until(() -> text(page, "#figure-rate").contains("kb/s"));
            assertThat(text(page, "#title")).isEqualTo("Sine wave, 440 Hz");
            assertThat(text(page, "#state")).isEqualTo("Playing");
            assertThat(text(page, "#figure-codec")).isEqualTo("Opus");

            page.selectOption("#source", "alsa:card");
            awaitLevels(page, CARD_DBFS);
            await("its name").until(() -> text(page, "#title").contains("A card for tests"));

            page.selectOption("#codec", "pcma");
            await("the other codec").until(() -> text(page, "#figure-codec").equals("PCMA"));
            awaitLevels(page, CARD_DBFS); // a mono codec is heard in both ears
            page.selectOption("#codec", "");
            await("the server's codec").until(() -> text(page, "#figure-codec").equals("Opus"));

            stream.kill();
            await("the loss is noticed").until(() -> text(page, "#state").startsWith("Connection lost."));
            stream.startAgain();
            awaitLevels(page, TONE_DBFS); // it streams what it was started with
            assertThat(text(page, "#state")).isEqualTo("Playing");
            page.close();
            assertThat(complaints).isEmpty();
            assertThat(caches).as("what it left in the user's folders").doesNotExist();
        }
    }

    @Test
    void theOptionsAreInTheAnswerAndTheEncoderObeysThem() throws Exception {
        Path folder = AntiphonProcess.folder("stream-options");
        try (StreamProcess stream = StreamProcess.start(
                folder,
                Map.of(),
                "--sine-wave",
                "--audio-bitrate=63001",
                "--opus-maxaveragebitrate=24000",
                "--opus-maxplaybackrate=16000",
                "--opus-cbr",
                "--no-opus-useinbandfec",
                "--no-opus-usedtx",
                "--stun=stun:stun.example.net:3478",
                "--turn=turn:anna:secret@turn.example.net:3478")) {
            String answer = answer(stream);
            assertThat(answer)
                    .contains("a=rtpmap:111 opus/48000/2", "b=AS:24", ";maxaveragebitrate=24000")
                    .contains(";maxplaybackrate=16000", ";cbr=1", "useinbandfec=0", "stereo=1")
                    .doesNotContain("usedtx=1");
            JsonNode servers =
                    JSON.readTree(stream.send("GET", "/api/stream", "").body()).path("ice_servers");
            assertThat(servers.toString())
                    .isEqualTo("[{\"urls\":\"stun:stun.example.net:3478\"},{\"urls\":\"turn:turn.example.net:3478\","
                            + "\"username\":\"anna\",\"credential\":\"secret\"}]");
            Page page = chromium.open(stream.address());
            awaitLevels(page, TONE_DBFS);
            await("a bit rate of constant packets of 30 bytes a 10 ms").until(() -> rate(page) == 24);
            page.close();
        }
    }

    @Test
    void thePreferredCodecIsSentAndTheDefaultsAreThoseOfTheTable() throws Exception {
        try (StreamProcess stream = StreamProcess.start(
                AntiphonProcess.folder("stream-codec"), Map.of(), "--sine-wave", "--preferred-codec=pcmu")) {
            assertThat(answer(stream))
                    .contains("m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n")
                    .doesNotContain("opus");
            String opusAlone = OFFER.replace("SAVPF 0 111", "SAVPF 111");
            assertThat(answer(stream, opusAlone))
                    .contains("b=AS:96", ";maxaveragebitrate=96000", "useinbandfec=1", ";usedtx=1")
                    .doesNotContain("cbr", "maxplaybackrate");
            await("the log line").until(() -> Files.readString(stream.log()).contains("has no pcmu"));
            Page page = chromium.open(stream.address());
            await("PCMU at 64 kb/s").until(() -> text(page, "#figure-codec").equals("PCMU") && rate(page) == 64);
            awaitLevels(page, TONE_DBFS);
            page.close();
        }
    }

    private static String answer(StreamProcess stream) throws Exception {
        return answer(stream, OFFER);
    }

    private static String answer(StreamProcess stream, String offer) throws Exception {
        String body =
                JSON.createObjectNode().put("sdp", offer).put("type", "offer").toString();
        JsonNode answer = JSON.readTree(stream.send("POST", "/offer", body).body());
        assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo("answer");
        return answer.path("sdp").asText();
    }

    /** A sound card that ALSA's own plug-ins make of a file: 500 Hz on both sides. */
    private static Path soundCard(Path folder) throws IOException {
        ByteBuffer tone = ByteBuffer.allocate(48_000 * 8).order(ByteOrder.LITTLE_ENDIAN);
        double amplitude = Math.pow(10, CARD_DBFS / 20) * Integer.MAX_VALUE;
        for (int i = 0; i < 48_000; i++) {
            int sample = (int) (amplitude * Math.sin(2 * Math.PI * 500 * i / 48_000));
            tone.putInt(sample).putInt(sample);
        }
        Path file = Files.write(folder.resolve("tone.raw"), tone.array());
        return Files.writeString(folder.resolve("asound.conf"), """
                pcm.card {
                  type file
                  slave.pcm { type null }
                  file "/dev/null"
                  infile "%s"
                  format "raw"
                  hint { show on description "A card for tests" }
                }
                """.formatted(file));
    }

    private static void awaitLevels(Page page, double dbfs) {
        await("both meters at " + dbfs + " dBFS")
                .until(() -> Math.abs(level(page, "left") - dbfs) < 1 && Math.abs(level(page, "right") - dbfs) < 1);
    }

    private static double level(Page page, String ear) {
        String level = page.locator("#level-" + ear).count() == 0
                ? null
                : page.locator("#level-" + ear).getAttribute("data-db");
        return level == null ? Double.NaN : Double.parseDouble(level);
    }

    /** Kilobits a second; NaN while none is shown. */
    private static double rate(Page page) {
        String number = text(page, "#figure-rate").replaceAll("\\D", "");
        return number.isEmpty() ? Double.NaN : Double.parseDouble(number);
    }

    private static String text(Page page, String element) {
        return page.locator(element).count() == 0
                ? ""
                : page.locator(element).textContent().strip();
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .pollInSameThread()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50));
    }
}
