package io.antiphon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every benchmark runs to its end, as short as it can be; what its figures are is nobody's business here. */
class BenchTest {
    @TempDir
    private Path folder;

    @Test
    void dspHoldsALineForEachKernel() throws IOException {
        assertThat(names(run("dsp")))
                .contains(
                        "mix of 16, gain ramps",
                        "matrix 8 × 8",
                        "variable resampler, 48.0 → 48 kHz, 40 taps",
                        "variable resampler, 44.1 → 48 kHz, 64 taps",
                        "variable resampler, 44.1 → 48 kHz, 128 taps",
                        "44.1 → 48 kHz, 64 taps",
                        "44.1 → 48 kHz, 128 taps",
                        "to 16 bits, dither triangular",
                        "to 16 bits, dither shaped",
                        "node: gain",
                        "node: meter",
                        "node: delay");
    }

    @Test
    void dspNamesWhatHasACounterpartInC() throws IOException {
        JsonNode report = run("dsp");

        // Without gcc the report says so and has no references.
        boolean compiled = report.at("/machine/compiler").asText().contains("-O3");
        for (JsonNode line : report.get("lines")) {
            if (line.get("target").asText().contains("C")) {
                assertThat(line.get("reference").isNumber()).as(line.toString()).isEqualTo(compiled);
                assertThat(line.get("verdict").asText())
                        .matches(text -> compiled == !text.equals("not_judged"), line.toString());
            }
        }
    }

    @Test
    void withoutTheCompilerOursAloneIsPrinted() throws IOException {
        for (JsonNode line : run("dsp", "--no-c").get("lines")) {
            assertThat(line.get("ours").asDouble()).isPositive();
            assertThat(line.get("reference").isNull()).isTrue();
            assertThat(line.get("ratio").isNull()).isTrue();
        }
    }

    @Test
    void graphHoldsTimeLoadAndBytesOfEachSize() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int frames : new int[] {64, 128, 256}) {
            for (String size : List.of("100 nodes, 20 strips", "1000 nodes, 200 strips", "5000 nodes, 1000 strips")) {
                for (String figure : List.of("time", "load", "allocated")) {
                    expected.add(size + ", " + frames + " frames: " + figure);
                }
            }
        }

        assertThat(names(run("graph"))).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 256})
    void latenessHoldsEveryQuantileOfBothSides(int frames) throws IOException {
        JsonNode report = run("lateness", "--frames", Integer.toString(frames), "--hogs", "1", "--churn-mb", "50");

        assertThat(names(report))
                .containsExactly(
                        frames + " frames: lateness p50",
                        frames + " frames: lateness p99",
                        frames + " frames: lateness p99.9",
                        frames + " frames: lateness max",
                        frames + " frames: missed periods",
                        frames + " frames: worst time to safepoint",
                        frames + " frames: slices without real-time priority");
        assertThat(report.at("/lines/0/ours").asDouble()).isPositive();
        assertThat(report.at("/lines/4/details/oursPeriods").asDouble()).isGreaterThan(10);
    }

    @Test
    void edgeHoldsLoadAndSound() throws IOException {
        List<String> expected = new ArrayList<>();
        for (String streams : List.of("1 stream", "64 streams", "500 streams")) {
            for (String figure : List.of("writing", "reading", "both")) {
                expected.add(streams + ": " + figure);
            }
        }
        for (String off : List.of("+200", "-200")) {
            for (String figure :
                    List.of("clock known to 20 ppm for good", "first sound", "latency", "underruns, jumps", "THD+N")) {
                expected.add(off + " ppm: " + figure);
            }
        }
        JsonNode report = run("edge");

        assertThat(names(report)).containsExactlyElementsOf(expected);
        assertThat(line(report, "+200 ppm: THD+N").get("ours").asDouble()).isLessThan(-30);
    }

    @Test
    void anUnknownNameIsAMistakeOfTheUser() {
        assertThat(Bench.commandLine().execute("speed")).isEqualTo(2);
    }

    private JsonNode run(String name, String... options) throws IOException {
        Path json = folder.resolve(name + ".json");
        List<String> words = new ArrayList<>(List.of(name, "--smoke", "--json", json.toString()));
        words.addAll(List.of(options));

        assertThat(Bench.commandLine().execute(words.toArray(String[]::new))).isZero();

        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.get("benchmark").asText()).isEqualTo(name);
        assertThat(report.at("/machine/processors").asInt()).isPositive();
        return report;
    }

    private static List<String> names(JsonNode report) {
        return StreamSupport.stream(report.get("lines").spliterator(), false)
                .map(line -> line.get("name").asText())
                .toList();
    }

    private static JsonNode line(JsonNode report, String name) {
        return StreamSupport.stream(report.get("lines").spliterator(), false)
                .filter(line -> line.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
