package io.antiphon.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.graph.GraphFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryFolderTest {
    private static final int RATE = GraphFormat.DEFAULT.sampleRateHz();
    private static final int PERIOD = GraphFormat.DEFAULT.periodFrames();
    private static final long ORIGIN = 12_800;

    @TempDir
    Path folder;

    private final AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, PERIOD);
    private long position = ORIGIN;

    @Test
    void whatWasPlayedComesBackFromAnyTimeOfTheLastMinute() throws Exception {
        try (HistoryFolder store = new HistoryFolder(new HistorySettings(folder, 1), GraphFormat.DEFAULT)) {
            HistoryTap tap = store.open("a", 2);
            play(store, tap, 90);
            for (double ago : new double[] {0.25, 1, 1.875, 30, 60}) {
                long from = position - Math.round(ago * RATE);
                tap.seek(from);
                store.turn();
                for (int i = 0; i < 60; i++) {
                    assertThat(tap.read(block, from + (long) i * PERIOD)).isTrue();
                    assertIs(from + (long) i * PERIOD);
                    play(store, tap, PERIOD / (double) RATE);
                }
            }
            assertThat(tap.counters())
                    .allSatisfy((name, count) -> assertThat(count).as(name).isZero());
        }
    }

    @Test
    void whatIsOlderThanWhatIsKeptIsSilenceAndCounted() throws Exception {
        try (HistoryFolder store = new HistoryFolder(new HistorySettings(folder, 1), GraphFormat.DEFAULT)) {
            HistoryTap tap = store.open("a", 2);
            play(store, tap, 2);
            tap.seek(ORIGIN - RATE / 10);
            store.turn();
            assertThat(tap.read(block, ORIGIN - RATE / 10)).isTrue();
            assertThat(block.channel(0)).containsOnly(0f);
            assertThat(tap.counters().get("missing_frames")).isEqualTo(RATE / 10L);
            for (long at = ORIGIN - RATE / 10 + PERIOD; at < ORIGIN + PERIOD; at += PERIOD) {
                tap.read(block, at);
            }
            tap.read(block, ORIGIN + PERIOD - (RATE / 10 % PERIOD) + PERIOD);
            assertThat(block.channel(0)[0]).isNotZero();
        }
    }

    @Test
    void untilTheDiskHasFetchedNothingIsGivenAndPeriodsThatWereMissedAreLeftOut() throws Exception {
        try (HistoryFolder store = new HistoryFolder(new HistorySettings(folder, 1), GraphFormat.DEFAULT)) {
            HistoryTap tap = store.open("a", 2);
            play(store, tap, 2);
            tap.seek(ORIGIN + RATE);
            assertThat(tap.read(block, ORIGIN + RATE)).isFalse();
            assertThat(tap.read(block, ORIGIN + RATE + PERIOD)).isFalse();
            assertThat(tap.counters()).containsEntry("unfetched_periods", 2L);
            store.turn();
            assertThat(tap.read(block, ORIGIN + RATE + 2L * PERIOD)).isTrue();
            assertIs(ORIGIN + RATE + 2L * PERIOD);
        }
    }

    @Test
    void aDiskThatIsTooSlowCostsSoundButNoPosition() throws Exception {
        try (HistoryFolder store = new HistoryFolder(new HistorySettings(folder, 1), GraphFormat.DEFAULT)) {
            HistoryTap tap = store.open("a", 2);
            play(store, tap, 1);
            for (int i = 0; i < 300; i++) {
                write(tap);
            }
            assertThat(tap.counters().get("overflow_frames")).isEqualTo(300L * PERIOD - 32_768);
            play(store, tap, 2);
            long from = position - RATE;
            tap.seek(from);
            store.turn();
            assertThat(tap.read(block, from)).isTrue();
            assertIs(from);
        }
    }

    @Test
    void aDiskThatDoesNotTakeItIsCountedAndEverythingGoesOn() throws Exception {
        WindowedFile file = new WindowedFile(folder.resolve("a.history"), 2, 9_000, 8);
        HistoryFile tap = new HistoryFile("a", 2, file);
        play(tap, 0.1);
        file.close(); // from here on the next window cannot be had
        play(tap, 1);
        assertThat(tap.counters().get("unkept_frames")).isGreaterThan(RATE / 2L);
        assertThat(tap.counters().get("overflow_frames")).isZero();
        tap.seek(position - RATE / 2);
        tap.turn();
        assertThat(tap.read(block, position - RATE / 2)).isTrue();
        assertThat(block.channel(0)).containsOnly(0f);
        assertThat(tap.counters().get("missing_frames")).isPositive();
    }

    @Test
    void aHistoryTakesLessThanFiveMegabytesOfMemoryHoweverLongItIs() throws Exception {
        try (HistoryFolder store = new HistoryFolder(new HistorySettings(folder, 5), GraphFormat.DEFAULT)) {
            HistoryTap tap = store.open("a", 2);
            long before = residentBytes();
            play(store, tap, 310);
            tap.seek(position - 300L * RATE);
            store.turn();
            assertThat(tap.read(block, position - 300L * RATE)).isTrue();
            assertIs(position - 300L * RATE);
            assertThat(mappedBytes()).as("mapped").isBetween(1L, 2_000_000L);
            System.out.printf("resident memory grew by %.1f MB%n", (residentBytes() - before) / 1e6);
        }
    }

    @Test
    void leftoversAreDeletedAtTheStartAndFilesAtTheEnd() throws Exception {
        Files.writeString(folder.resolve("77-0.history"), "left");
        Files.writeString(folder.resolve("a recording.wav"), "mine");
        HistoryFolder store = new HistoryFolder(new HistorySettings(folder, 1), GraphFormat.DEFAULT);
        assertThat(names()).containsExactly("a recording.wav");
        store.start();
        HistoryTap first = store.open("a", 2);
        store.open("b", 2);
        write(first);
        assertThat(names()).hasSize(3);
        first.close();
        await().until(() -> names().size() == 2);
        store.close();
        assertThat(names()).containsExactly("a recording.wav");
    }

    @Test
    void aFolderThatCannotBeIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> new HistoryFolder(new HistorySettings(file, 1), GraphFormat.DEFAULT))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining(file.toString());
    }

    private void play(HistoryFolder store, HistoryTap tap, double seconds) {
        for (long i = 0; i < Math.round(seconds * RATE / PERIOD); i++) {
            write(tap);
            if (i % 8 == 0) {
                store.turn();
            }
        }
        store.turn();
    }

    private void play(HistoryFile tap, double seconds) {
        for (long i = 0; i < Math.round(seconds * RATE / PERIOD); i++) {
            write(tap);
            tap.turn();
        }
    }

    private void write(HistoryTap tap) {
        for (int i = 0; i < PERIOD; i++) {
            block.channel(0)[i] = sample(position + i);
            block.channel(1)[i] = -block.channel(0)[i];
        }
        block.written(2);
        tap.write(block, position);
        position += PERIOD;
    }

    private void assertIs(long at) {
        for (int i = 0; i < PERIOD; i++) {
            assertThat(block.channel(0)[i]).isEqualTo(sample(at + i));
            assertThat(block.channel(1)[i]).isEqualTo(-sample(at + i));
        }
    }

    /** A number of its own for each of many frames, never 0. */
    private static float sample(long at) {
        return (at % 1_000_003 + 1) / 1_048_576f;
    }

    /** Bytes of the folder's files that are mapped into this process. */
    private long mappedBytes() throws IOException {
        long bytes = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
            if (line.contains(folder.toString())) {
                String[] range = line.substring(0, line.indexOf(' ')).split("-", -1);
                bytes += Long.parseUnsignedLong(range[1], 16) - Long.parseUnsignedLong(range[0], 16);
            }
        }
        return bytes;
    }

    private static long residentBytes() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]) * 4_096;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
