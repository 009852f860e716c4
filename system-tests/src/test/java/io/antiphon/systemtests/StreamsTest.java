package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.Chromium;
import io.antiphon.systemtests.peer.Programs;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.ToneFit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Players of other projects hear a sink by HTTP. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class StreamsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RATE_HZ = 48_000;
    private static final double LEVEL_DBFS = -18;
    private static final int SECONDS = 3;
    private static final List<String> EVERYTHING =
            List.of("ears/", "ears.mp3?bitrate=96", "ears.opus", "ears.flac?bits=24", "ears/index.m3u8");

    /** Decoders begin with what encoders put before the sound. */
    private static final int BEGIN = RATE_HZ / 2;

    @Test
    @RequiresProgram("ffmpeg")
    void ffmpegHearsEachToneInItsEarAtItsLevelWithoutAGap(@TempDir Path folder) throws Exception {
        hears("ffmpeg", EVERYTHING, StreamsTest::ffmpeg, folder);
    }

    @Test
    @RequiresProgram("mpv")
    void mpvHearsTheSame(@TempDir Path folder) throws Exception {
        hears("mpv", EVERYTHING, StreamsTest::mpv, folder);
    }

    @Test
    @RequiresProgram("mpg123")
    void mpg123HearsTheSame(@TempDir Path folder) throws Exception {
        hears("mpg123", List.of("ears/", "ears.mp3?bitrate=96"), StreamsTest::mpg123, folder);
    }

    private static void hears(String program, List<String> paths, Player player, Path folder) throws Exception {
        try (AntiphonProcess antiphon = withTones("streams-" + program)) {
            Map<String, Process> players = new LinkedHashMap<>();
            for (String path : paths) {
                Path file = folder.resolve(path.replace('/', '_'));
                players.put(path, play(player.command(antiphon.address() + "/stream/" + path, file), file));
            }
            for (Map.Entry<String, Process> playing : players.entrySet()) {
                String what = program + ", " + playing.getKey();
                assertThat(playing.getValue().waitFor(60, TimeUnit.SECONDS))
                        .as(what)
                        .isTrue();
                assertThat(playing.getValue().exitValue()).as(what).isZero();
                assertTones(what, folder.resolve(playing.getKey().replace('/', '_')));
            }
            Awaitility.await("encoders stop when nobody listens")
                    .atMost(Duration.ofSeconds(15))
                    .until(() -> streamsOf(antiphon).path("formats").isEmpty());
        }
    }

    @Test
    @RequiresProgram("chromium")
    void chromiumsAudioElementPlaysEachFormat() throws IOException {
        try (AntiphonProcess antiphon = withTones("streams-chromium");
                Chromium chromium = new Chromium()) {
            Page page = chromium.open(antiphon.address() + "/site/");
            page.evaluate("""
                () => { window.heard = ['mp3', 'opus', 'flac'].map(ending => {
                    const audio = new Audio('/stream/ears.' + ending);
                    const context = new AudioContext({sampleRate: 48000});
                    const source = context.createMediaElementSource(audio);
                    const split = context.createChannelSplitter(2);
                    source.connect(split);
                    const ears = [0, 1].map(channel => {
                        const ear = context.createAnalyser();
                        ear.fftSize = 32768;
                        ear.smoothingTimeConstant = 0;
                        split.connect(ear, channel);
                        return ear;
                    });
                    audio.play().catch(e => { audio.problem = String(e); });
                    return {ending, audio, level: (channel, hz) => {
                        const x = new Float32Array(32768);
                        ears[channel].getFloatTimeDomainData(x);
                        let re = 0, im = 0, weight = 0;
                        for (let i = 0; i < x.length; i++) {
                            const w = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / x.length);
                            re += w * x[i] * Math.cos(2 * Math.PI * hz * i / 48000);
                            im += w * x[i] * Math.sin(2 * Math.PI * hz * i / 48000);
                            weight += w;
                        }
                        return 20 * Math.log10(2 * Math.hypot(re, im) / weight + 1e-9);
                    }};
                }); }\
                """);
            for (int format = 0; format < 3; format++) {
                String one = "window.heard[" + format + "]";
                String name = page.evaluate("() => " + one + ".ending").toString();
                Awaitility.await(name + " plays on")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> number(page, one + ".audio.currentTime") > 2);
                Awaitility.await(name + ": 440 Hz on the left")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> Math.abs(number(page, one + ".level(0, 440)") - LEVEL_DBFS) < 0.5);
                Awaitility.await(name + ": 1 kHz on the right")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> Math.abs(number(page, one + ".level(1, 1000)") - LEVEL_DBFS) < 0.5);
                assertThat(number(page, one + ".level(1, 440)"))
                        .as(name + ": 440 Hz on the right")
                        .isLessThan(-55);
                double before = number(page, one + ".audio.currentTime");
                Awaitility.await(name + " goes on")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> number(page, one + ".audio.currentTime") > before + 1);
            }
        }
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate("() => " + expression)).doubleValue();
    }

    private static Process play(List<String> command, Path into) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of(into + ".log").toFile())
                .start();
    }

    private static List<String> ffmpeg(String address, Path into) {
        return List.of(
                Programs.require("ffmpeg").toString(),
                "-nostdin",
                "-v",
                "error",
                "-xerror",
                "-i",
                address,
                "-t",
                Integer.toString(SECONDS),
                "-f",
                "f32le",
                "-ac",
                "2",
                "-ar",
                Integer.toString(RATE_HZ),
                "-y",
                into.toString());
    }

    private static List<String> mpv(String address, Path into) {
        return List.of(
                Programs.require("mpv").toString(),
                "--no-config",
                "--no-terminal",
                "--no-video",
                "--audio-format=float",
                "--audio-samplerate=" + RATE_HZ,
                "--ao=pcm",
                "--ao-pcm-waveheader=no",
                "--ao-pcm-file=" + into,
                "--length=" + SECONDS,
                address);
    }

    private static List<String> mpg123(String address, Path into) {
        int frames = SECONDS * RATE_HZ / 1_152;
        return List.of(
                Programs.require("mpg123").toString(),
                "--quiet",
                "--stereo",
                "--rate",
                Integer.toString(RATE_HZ),
                "--encoding",
                "f32",
                "--frames",
                Integer.toString(frames),
                "--outfile",
                into.toString(),
                address);
    }

    /** A gap, or a doubled stretch, would break the phase of the tone and stand out of the fit as its whole level. */
    private static void assertTones(String what, Path file) throws IOException {
        FloatBuffer samples = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[][] ears = new float[2][samples.remaining() / 2];
        for (int i = 0; i < ears[0].length; i++) {
            ears[0][i] = samples.get(2 * i);
            ears[1][i] = samples.get(2 * i + 1);
        }
        // Players end at the packet that reaches the time, or at the one before.
        assertThat(ears[0].length).as(what + ": frames").isCloseTo(SECONDS * RATE_HZ, within(RATE_HZ / 20));
        double[] hz = {440, 1_000};
        for (int ear = 0; ear < 2; ear++) {
            ToneFit fit = ToneFit.of(ears[ear], BEGIN, ears[ear].length - BEGIN / 4, RATE_HZ, hz[ear]);
            System.out.printf(
                    "%s, ear %d: %.3f Hz at %.2f dBFS, %.1f dBFS beside it%n",
                    what, ear, fit.hz(0), fit.levelDbfs(0), fit.residualPeakDbfs());
            assertThat(fit.levelDbfs(0)).as(what + ": level").isCloseTo(LEVEL_DBFS, within(0.5));
            assertThat(fit.hz(0)).as(what + ": pitch").isCloseTo(hz[ear], within(0.01));
            assertThat(fit.residualPeakDbfs()).as(what + ": beside the tone").isLessThan(LEVEL_DBFS - 20);
        }
    }

    private static JsonNode streamsOf(AntiphonProcess antiphon) {
        for (JsonNode sink : antiphon.get("/api/stats").path("sink_stats")) {
            if (sink.path("sink_id").asText().equals("ears-id")) {
                return sink.path("streams");
            }
        }
        return JSON.createObjectNode();
    }

    private static AntiphonProcess withTones(String name) throws IOException {
        AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder(name));
        antiphon.post("/sinks", "{\"name\":\"ears\",\"protocol\":\"web_receiver\",\"config_id\":\"ears-id\"}");
        antiphon.addGenerator("tones", "tone:440/1000:" + LEVEL_DBFS);
        antiphon.addRoute("tones", "tones", "ears");
        return antiphon;
    }

    /** The command that writes raw 32-bit floats in stereo at {@link #RATE_HZ} to a file, for {@link #SECONDS}. */
    private interface Player {
        List<String> command(String address, Path into);
    }
}
