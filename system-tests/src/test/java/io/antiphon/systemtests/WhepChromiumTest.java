package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.Chromium;
import io.antiphon.systemtests.peer.FreePort;
import io.antiphon.systemtests.peer.LossyRelay;
import io.antiphon.systemtests.peer.RequiresProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real browser listens to a sink. */
@RequiresProgram("chromium")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class WhepChromiumTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double LEVEL_DBFS = -18;

    @Test
    void eachToneIsInItsEarAndNothingIsLost() throws IOException {
        try (AntiphonProcess antiphon = withTones("whep-tones");
                Chromium chromium = new Chromium()) {
            Page page = listen(antiphon, chromium);
            Awaitility.await("a second of sound")
                    .until(() -> stats(page).path("totalSamplesReceived").asLong() > 48_000);
            long concealedAtStart = stats(page).path("concealedSamples").asLong();
            Awaitility.await("six more")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> stats(page).path("totalSamplesReceived").asLong() > 7 * 48_000);
            JsonNode at440 = evaluate(page, "probe.levels(440)");
            JsonNode at1000 = evaluate(page, "probe.levels(1000)");
            JsonNode stats = stats(page);
            System.out.println("Chromium: " + stats + ", 440 Hz " + at440 + ", 1 kHz " + at1000);
            assertThat(at440.get(0).asDouble()).as("440 Hz on the left").isCloseTo(LEVEL_DBFS, within(0.5));
            assertThat(at1000.get(1).asDouble()).as("1 kHz on the right").isCloseTo(LEVEL_DBFS, within(0.5));
            assertThat(at440.get(1).asDouble()).as("440 Hz on the right").isLessThan(LEVEL_DBFS - 40);
            assertThat(at1000.get(0).asDouble()).as("1 kHz on the left").isLessThan(LEVEL_DBFS - 40);
            assertThat(stats.path("packetsLost").asLong()).isZero();
            assertThat(stats.path("concealedSamples").asLong() - concealedAtStart)
                    .as("concealed after the first second")
                    .isZero();
        }
    }

    @Test
    void telephonesCodecsCarryWhatFitsIntoTheirBandwidth() throws IOException {
        try (AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("whep-codecs"));
                Chromium chromium = new Chromium()) {
            antiphon.post("/sinks", "{\"name\":\"ears\",\"protocol\":\"web_receiver\"}");
            antiphon.addGenerator("tones", "tone:1000/6000:" + LEVEL_DBFS);
            antiphon.addRoute("tones", "tones", "ears");
            for (String codec : List.of("pcma", "g722")) {
                Page page = listen(antiphon, chromium, Map.of("codec", codec));
                Awaitility.await("a second of sound")
                        .until(() -> stats(page).path("totalSamplesReceived").asLong() > 48_000);
                JsonNode at1000 = evaluate(page, "probe.levels(1000)");
                JsonNode at6000 = evaluate(page, "probe.levels(6000)");
                JsonNode at2000 = evaluate(page, "probe.levels(2000)");
                JsonNode stats = stats(page);
                System.out.println("Chromium: " + codec + " " + stats + ", 1 kHz " + at1000 + ", 2 kHz " + at2000
                        + ", 6 kHz " + at6000);
                assertThat(stats.path("codec").asText()).isEqualToIgnoringCase("audio/" + codec);
                assertThat(stats.path("packetsLost").asLong()).isZero();
                boolean wide = codec.equals("g722");
                for (int ear = 0; ear < 2; ear++) {
                    // Two ears become one channel: each tone has half its amplitude.
                    assertThat(at1000.get(ear).asDouble()).as(codec).isCloseTo(LEVEL_DBFS - 6, within(1.0));
                    assertThat(at2000.get(ear).asDouble()).as("6 kHz folded").isLessThan(LEVEL_DBFS - 40);
                    assertThat(at6000.get(ear).asDouble())
                            .as(codec)
                            .isBetween(wide ? LEVEL_DBFS - 8 : -400, wide ? LEVEL_DBFS - 4 : LEVEL_DBFS - 40);
                }
                assertThat(evaluate(page, "probe.stop()").asInt()).isEqualTo(204);
                page.close();
            }
        }
    }

    @Test
    void withFivePercentLossWhoOffersFecIsSpared() throws IOException {
        int webRtcPort = FreePort.udp();
        try (AntiphonProcess antiphon =
                        AntiphonProcess.start(AntiphonProcess.folder("whep-loss"), FreePort.udp(), webRtcPort);
                LossyRelay repaired = new LossyRelay(webRtcPort, 0.05, 1);
                LossyRelay concealed = new LossyRelay(webRtcPort, 0.05, 1);
                Chromium chromium = new Chromium()) {
            antiphon.post("/sinks", "{\"name\":\"ears\",\"protocol\":\"web_receiver\"}");
            antiphon.addGenerator(
                    "piece", "demo:"); // a steady tone would not be taken for a voice, and not be repeated
            antiphon.addRoute("piece", "piece", "ears");
            Page with = listen(antiphon, chromium, Map.of("port", repaired.port()));
            Page without = listen(antiphon, chromium, Map.of("port", concealed.port(), "fec", false));
            Awaitility.await("FEC")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> stats(with).path("fecPacketsReceived").asLong() > 0);
            JsonNode[] before = {stats(with), stats(without)};
            Awaitility.await("eight seconds more")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        long begun = before[0].path("totalSamplesReceived").asLong();
                        return stats(with).path("totalSamplesReceived").asLong() > begun + 8 * 48_000;
                    });
            JsonNode[] after = {stats(with), stats(without)};
            double withFec = concealedPart(before[0], after[0]);
            double withoutFec = concealedPart(before[1], after[1]);
            System.out.printf(
                    Locale.ROOT,
                    "Chromium, 5 %% lost (seed 1): concealed %.2f %% with FEC, %.2f %% without; lost %d and %d packets;"
                            + " %s%n",
                    100 * withFec,
                    100 * withoutFec,
                    repaired.lost(),
                    concealed.lost(),
                    after[0]);
            assertThat(repaired.lost()).isGreaterThan(20);
            assertThat(withoutFec).as("concealed without FEC").isGreaterThan(0.02);
            assertThat(withFec).as("concealed with FEC").isLessThan(withoutFec / 2);
        }
    }

    private static double concealedPart(JsonNode before, JsonNode after) {
        return (after.path("concealedSamples").asDouble()
                        - before.path("concealedSamples").asDouble())
                / (after.path("totalSamplesReceived").asDouble()
                        - before.path("totalSamplesReceived").asDouble());
    }

    @Test
    void deleteEndsTheSession() throws IOException {
        try (AntiphonProcess antiphon = withTones("whep-delete");
                Chromium chromium = new Chromium()) {
            Page page = listen(antiphon, chromium);
            assertThat(listeners(antiphon)).isEqualTo(1);
            assertThat(evaluate(page, "probe.stop()").asInt()).isEqualTo(204);
            assertThat(listeners(antiphon)).isZero();
            long received = stats(page).path("packetsReceived").asLong();
            page.waitForTimeout(500);
            assertThat(stats(page).path("packetsReceived").asLong() - received)
                    .as("packets after the end")
                    .isLessThan(5);
        }
    }

    @Test
    void soundGoesOnAfterARestartOfIce() throws IOException {
        try (AntiphonProcess antiphon = withTones("whep-restart");
                Chromium chromium = new Chromium()) {
            Page page = listen(antiphon, chromium);
            Awaitility.await("sound")
                    .until(() -> stats(page).path("packetsReceived").asLong() > 50);
            assertThat(evaluate(page, "probe.restartIce()").asInt()).isEqualTo(200);
            // The browser's own account of the pair in use: its credentials are those of the restart.
            Awaitility.await("the new credentials are in use")
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> evaluate(page, "probe.usesRestartedIce()").asBoolean());
            long received = stats(page).path("packetsReceived").asLong();
            Awaitility.await("sound goes on")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> stats(page).path("packetsReceived").asLong() > received + 100);
            assertThat(stats(page).path("packetsLost").asLong()).isZero();
            assertThat(listeners(antiphon)).isEqualTo(1);
        }
    }

    @Test
    void aPageOfAnAllowedSiteListensAgainAfterTheServerWasStartedAnew() throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            exchange.close();
        });
        site.start();
        String origin = "http://127.0.0.1:" + site.getAddress().getPort();
        try (AntiphonProcess antiphon = withTones(AntiphonProcess.folder("whep-other-site"), "--cors-origins", origin);
                Chromium chromium = new Chromium()) {
            Page page = chromium.open(origin + "/");
            page.evaluate(probe(), antiphon.address() + "/api/whep/ears");
            awaitConnection(page);
            antiphon.killAndRestart();
            assertThat(evaluate(page, "probe.beat()").asInt())
                    .as("a session from before")
                    .isEqualTo(404);
            page.evaluate(probe(), antiphon.address() + "/api/whep/ears");
            awaitConnection(page);
            Awaitility.await("sound")
                    .until(() -> stats(page).path("packetsReceived").asLong() > 50);
        } finally {
            site.stop(0);
        }
    }

    @Test
    void oneSourceIsHeardThroughASinkThatGoesWithItsListener() throws IOException {
        try (AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("whep-temporary"));
                Chromium chromium = new Chromium()) {
            antiphon.addGenerator("tones", "tone:440/1000:" + LEVEL_DBFS);
            String id = JSON.readTree(antiphon.send("POST", "/api/listen/source/tones/setup", "{}")
                            .body())
                    .path("sink_id")
                    .asText();
            int configured = antiphon.get("/sinks").size();
            assertThat(antiphon.get("/sinks?include_temporary=true")).hasSize(configured + 1);

            Page page = listen(antiphon, chromium, id);
            Awaitility.await("the tone on the left")
                    .atMost(Duration.ofSeconds(20))
                    .until(() ->
                            Math.abs(evaluate(page, "probe.levels(440)").get(0).asDouble() - LEVEL_DBFS) < 0.5);
            assertThat(evaluate(page, "probe.levels(1000)").get(0).asDouble())
                    .as("1 kHz on the left")
                    .isLessThan(LEVEL_DBFS - 40);
            assertThat(evaluate(page, "probe.stop()").asInt()).isEqualTo(204);

            Awaitility.await("the sink has gone")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> antiphon.get("/sinks?include_temporary=true").size() == configured);
        }
    }

    @Test
    void aKilledBrowserIsForgottenWithin35Seconds() throws IOException {
        try (AntiphonProcess antiphon = withTones("whep-kill");
                Chromium chromium = new Chromium()) {
            listen(antiphon, chromium);
            assertThat(listeners(antiphon)).isEqualTo(1);
            chromium.kill();
            Awaitility.await("forgotten").atMost(Duration.ofSeconds(35)).until(() -> listeners(antiphon) == 0);
        }
    }

    private static AntiphonProcess withTones(String name) throws IOException {
        return withTones(AntiphonProcess.folder(name));
    }

    private static AntiphonProcess withTones(Path folder, String... options) throws IOException {
        AntiphonProcess antiphon = AntiphonProcess.start(folder, options);
        antiphon.post("/sinks", "{\"name\":\"ears\",\"protocol\":\"web_receiver\"}");
        antiphon.addGenerator("tones", "tone:440/1000:" + LEVEL_DBFS);
        antiphon.addRoute("tones", "tones", "ears");
        return antiphon;
    }

    private static Page listen(AntiphonProcess antiphon, Chromium chromium) {
        return listen(antiphon, chromium, "ears");
    }

    private static Page listen(AntiphonProcess antiphon, Chromium chromium, Map<String, Object> otherwise) {
        Map<String, Object> given = new HashMap<>(otherwise);
        given.put("address", antiphon.address() + "/api/whep/ears");
        return probe(chromium.open(antiphon.address() + "/site/"), given);
    }

    private static Page listen(AntiphonProcess antiphon, Chromium chromium, String sink) {
        return probe(chromium.open(antiphon.address() + "/site/"), antiphon.address() + "/api/whep/" + sink);
    }

    private static Page probe(Page page, Object given) {
        page.evaluate(probe(), given);
        awaitConnection(page);
        return page;
    }

    private static void awaitConnection(Page page) {
        Awaitility.await("connection")
                .atMost(Duration.ofSeconds(15))
                .until(() -> stats(page).path("connection").asText().equals("connected"));
    }

    private static int listeners(AntiphonProcess antiphon) {
        int listeners = 0;
        for (JsonNode sink : antiphon.get("/api/stats").path("sink_stats")) {
            listeners += sink.path("webrtc_listeners").size();
        }
        return listeners;
    }

    private static JsonNode stats(Page page) {
        return evaluate(page, "probe.stats()");
    }

    private static JsonNode evaluate(Page page, String expression) {
        return JSON.valueToTree(page.evaluate("() => " + expression));
    }

    private static String probe() {
        try (InputStream in = WhepChromiumTest.class.getResourceAsStream("whep-probe.js")) {
            if (in == null) {
                throw new IllegalStateException("whep-probe.js is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("async"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
