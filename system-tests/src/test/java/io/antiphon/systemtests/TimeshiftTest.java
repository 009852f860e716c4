package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.OwnMachine;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.ScreamCapture;
import io.antiphon.systemtests.peer.SineSender;
import io.antiphon.systemtests.peer.ToneFit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real sender's stream is heard now and some seconds ago, and fetched as it was. */
@RequiresProgram("gcc")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TimeshiftTest {
    private static final int RATE = ScreamCapture.RATE_HZ;
    private static final String SENDER = "127.0.5.1";
    private static final double LEVEL_DBFS = -12;
    private static final int WINDOW_FRAMES = RATE / 10;

    /** Two captures know to a packet each when a frame came, and the machine may be late. */
    private static final double ARRIVAL_SECONDS = 0.02;

    @Test
    void aShiftedRouteIsHeardSoMuchLaterBesideAnUnshiftedOneOfTheSameSource() throws IOException {
        try (OwnMachine _ = new OwnMachine();
                AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("timeshift"));
                ScreamCapture now = new ScreamCapture();
                ScreamCapture then = new ScreamCapture()) {
            antiphon.addSource("sender", SENDER);
            antiphon.addScreamSink("now", now.port());
            antiphon.addScreamSink("then", then.port());
            antiphon.addRoute("now", "sender", "now");
            antiphon.addRoute("then", "sender", "then");
            SineSender.Settings low = sine(antiphon, 440);
            try (SineSender sender = SineSender.start(low)) {
                then.await(Duration.ofSeconds(5), 0);
                antiphon.get("/routes/then/timeshift/3");
                now.clear();
                then.clear();
                then.await(Duration.ofSeconds(2), 0);
                sender.change(sine(antiphon, 1_000));
                then.await(Duration.ofSeconds(8), 0);
            }
            float[] heardNow = now.channel(0);
            float[] heardThen = then.channel(0);
            int changedNow = change(heardNow);
            int changedThen = change(heardThen);
            double laterSeconds = (then.arrivalNs(changedThen) - now.arrivalNs(changedNow)) / 1e9;
            double differenceDbfs = difference(heardNow, changedNow, heardThen, changedThen);
            System.out.printf(
                    Locale.ROOT,
                    "the change is heard %.3f s later, and the sound differs by %.1f dBFS%n",
                    laterSeconds,
                    differenceDbfs);
            assertThat(laterSeconds).isCloseTo(3, within(ARRIVAL_SECONDS));
            assertThat(differenceDbfs).as("rounding to 16 bits, twice").isLessThan(-85);
            assertThat(clicks(heardThen, 440, WINDOW_FRAMES * 10, changedThen - WINDOW_FRAMES))
                    .as("beside the tone while it is shifted, dBFS")
                    .isLessThan(-80);
            JsonNode kept = history(antiphon);
            assertThat(kept.at("/counters/missing_frames").asLong(-1)).isZero();
            assertThat(kept.at("/counters/unkept_frames").asLong(-1)).isZero();
            assertThat(kept.at("/readers").asInt()).isEqualTo(1);
            System.out.println("history: " + kept);
        }
    }

    @Test
    @RequiresProgram("ffmpeg")
    void whatWasHeardIsFetchedAsItWasSentAndReadByAForeignProgram() throws Exception {
        Path folder = AntiphonProcess.folder("timeshift-export");
        try (OwnMachine _ = new OwnMachine();
                AntiphonProcess antiphon = AntiphonProcess.start(folder);
                ScreamCapture capture = new ScreamCapture()) {
            antiphon.addSource("sender", SENDER);
            antiphon.addScreamSink("now", capture.port());
            antiphon.addRoute("now", "sender", "now");
            assertThat(antiphon.send("GET", "/api/timeshift/sender", null).statusCode())
                    .as("before it plays")
                    .isEqualTo(404);
            try (SineSender _ = SineSender.start(sine(antiphon, 1_000))) {
                capture.clear();
                capture.await(Duration.ofSeconds(9), 0);
                HttpResponse<byte[]> answer = fetch(antiphon, SENDER, 4);
                checkAnswer(answer);
                checkTone(answer.body());
                Path file = Files.write(folder.resolve("export.pcm"), answer.body());
                String said = ffmpeg(file);
                assertThat(figure(said, "RMS level dB")).isCloseTo(LEVEL_DBFS - 3.01, within(0.1));
                assertThat(figure(said, "Number of samples")).isEqualTo(4.0 * RATE);
            }
            assertThat(histories(folder)).isNotEmpty();
        }
        assertThat(histories(folder)).as("files after the end").isEmpty();
    }

    /** What is told of the sender's history; the demo has one too. */
    private static JsonNode history(AntiphonProcess antiphon) {
        for (JsonNode source : antiphon.get("/api/stats").path("source_stats")) {
            if (source.path("source_tag").asText().equals(SENDER)) {
                return source.path("history");
            }
        }
        throw new AssertionError("no source plays " + SENDER);
    }

    private static SineSender.Settings sine(AntiphonProcess antiphon, int hz) {
        return new SineSender.Settings(SENDER, antiphon.screamPort(), RATE, 16, 2, hz, LEVEL_DBFS, 0);
    }

    /** The frame at which 440 Hz become 1 kHz: where in a window the new tone is as loud as it will be by half. */
    private static int change(float[] heard) {
        int step = RATE / 1_000;
        int length = RATE / 100;
        for (int from = RATE; from + length < heard.length; from += step) {
            double level = ToneFit.levelDbfs(heard, from, from + length, RATE, 1_000);
            if (level > LEVEL_DBFS - 6) {
                return from + length / 2;
            }
        }
        throw new AssertionError("the tone never changed");
    }

    /** How far two sounds differ around a moment that both have, at the best place within some milliseconds. */
    private static double difference(float[] a, int atA, float[] b, int atB) {
        double best = Double.POSITIVE_INFINITY;
        for (int shift = -RATE / 200; shift <= RATE / 200; shift++) {
            double squares = 0;
            for (int i = -RATE / 2; i < RATE / 2; i++) {
                double off = a[atA + i] - b[atB + i + shift];
                squares += off * off;
            }
            best = Math.min(best, 10 * Math.log10(squares / RATE + 1e-20));
        }
        return best;
    }

    private static double clicks(float[] heard, double hz, int from, int to) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int at = from; at + WINDOW_FRAMES <= to; at += WINDOW_FRAMES) {
            worst = Math.max(
                    worst, ToneFit.of(heard, at, at + WINDOW_FRAMES, RATE, hz).residualPeakDbfs());
        }
        return worst;
    }

    private static HttpResponse<byte[]> fetch(AntiphonProcess antiphon, String called, int seconds)
            throws IOException, InterruptedException {
        String path = "/api/timeshift/" + called + "?lookback_seconds=" + seconds;
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(antiphon.address() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static void checkAnswer(HttpResponse<byte[]> answer) {
        System.out.println("answer: " + answer.headers().map());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Audio-Sample-Rate")).contains("48000");
        assertThat(answer.headers().firstValue("X-Audio-Channels")).contains("2");
        assertThat(answer.headers().firstValue("X-Audio-Bit-Depth")).contains("16");
        double age = Double.parseDouble(
                answer.headers().firstValue("X-Audio-Latest-Packet-Age-Seconds").orElseThrow());
        assertThat(age).as("age of the last frame").isBetween(0.0, 1.0);
        assertThat(answer.body()).hasSize(4 * RATE * 4);
    }

    /** Level, pitch, phase from window to window and all that is beside the tone, on both ears. */
    private static void checkTone(byte[] pcm) {
        for (int ear = 0; ear < 2; ear++) {
            float[] samples = new float[pcm.length / 4];
            for (int i = 0; i < samples.length; i++) {
                int at = 4 * i + 2 * ear;
                samples[i] = (short) (Byte.toUnsignedInt(pcm[at]) | pcm[at + 1] << 8) / 32_768f;
            }
            double worst = Double.NEGATIVE_INFINITY;
            double jump = 0;
            ToneFit last = null;
            for (int from = 0; from + WINDOW_FRAMES <= samples.length; from += WINDOW_FRAMES) {
                ToneFit fit = ToneFit.of(samples, from, from + WINDOW_FRAMES, RATE, 1_000);
                assertThat(fit.levelDbfs(0)).isCloseTo(LEVEL_DBFS, within(0.1));
                worst = Math.max(worst, fit.residualDbfs());
                if (last != null) {
                    double cycles = (last.hz(0) + fit.hz(0)) / 2 * WINDOW_FRAMES / RATE;
                    double off = (fit.phase(0) - last.phase(0)) / (2 * Math.PI) - cycles;
                    jump = Math.max(jump, Math.abs(off - Math.rint(off)));
                }
                last = fit;
            }
            System.out.printf(
                    Locale.ROOT,
                    "fetched: beside the tone %.1f dBFS, phase jumps by %.5f cycles at most%n",
                    worst,
                    jump);
            assertThat(worst).as("beside the tone, dBFS").isLessThan(-80);
            assertThat(jump).as("cycles that the phase jumps by").isLessThan(1e-3);
        }
    }

    private static String ffmpeg(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        "ffmpeg",
                        "-hide_banner",
                        "-f",
                        "s16le",
                        "-ar",
                        "48000",
                        "-ac",
                        "2",
                        "-i",
                        file.toString(),
                        "-af",
                        "astats",
                        "-f",
                        "null",
                        "-"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static double figure(String said, String name) {
        Matcher matcher = Pattern.compile(Pattern.quote(name) + ": (-?[0-9.]+)").matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private static List<Path> histories(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("state").resolve("history"))) {
            return files.toList();
        }
    }
}
