package io.antiphon.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryExcerpt;
import io.antiphon.engine.endpoint.HistoryReader;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.graph.GraphFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryFolderTest {
    private static final int RATE = GraphFormat.DEFAULT.sampleRateHz();
    private static final int PERIOD = GraphFormat.DEFAULT.periodFrames();
    private static final long ORIGIN = 12_800;

    /** The first period goes to waste, as the disk thread learns by it that the stream plays. */
    private static final long FIRST = ORIGIN + PERIOD;

    private static final int WINDOW_MS = 1_875;

    @TempDir
    Path folder;

    private final AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, PERIOD);
    private long position = ORIGIN;
    private HistoryFolder store;

    @BeforeEach
    void begin() {
        store = new HistoryFolder(new HistorySettings(folder, 1, 100), GraphFormat.DEFAULT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatWasPlayedComesBackFromAnyTimeOfTheLastMinute() {
        HistoryTap tap = open(1, 100);
        play(tap, 90);
        HistoryReader reader = tap.reader();
        for (double ago : new double[] {0.25, 1, 1.875, 30, 60}) {
            long from = position - Math.round(ago * RATE);
            reader.seek(from);
            turn();
            for (int i = 0; i < 60; i++) {
                assertThat(reader.read(block, from + (long) i * PERIOD)).isTrue();
                assertIs(from + (long) i * PERIOD);
                play(tap, PERIOD / (double) RATE);
            }
        }
        assertThat(count(tap, "missing_frames")).isZero();
        assertThat(count(tap, "unfetched_periods")).isZero();
        assertThat(count(tap, "unkept_frames")).isZero();
        assertThat(count(tap, "dropped_frames")).isEqualTo(PERIOD);
        assertThat(count(tap, "kept_frames")).isEqualTo(position - FIRST);
    }

    @Test
    void readersGoTheirOwnWays() {
        HistoryTap tap = open(1, 100);
        play(tap, 40);
        List<HistoryReader> readers = Stream.generate(tap::reader).limit(5).toList();
        long start = position;
        for (int r = 0; r < readers.size(); r++) {
            readers.get(r).seek(start - (r + 1L) * 7 * RATE);
        }
        turn();
        for (int i = 0; i < 500; i++) {
            for (int r = 0; r < readers.size(); r++) {
                long at = start - (r + 1L) * 7 * RATE + (long) i * PERIOD;
                assertThat(readers.get(r).read(block, at)).isTrue();
                assertIs(at);
            }
            play(tap, PERIOD / (double) RATE);
        }
        assertThat(tap.status().readers()).isEqualTo(5);
        readers.forEach(HistoryReader::close);
        turn();
        assertThat(tap.status().readers()).isZero();
        assertThat(count(tap, "unfetched_periods")).isZero();
    }

    @Test
    void whatIsOlderThanWhatIsKeptIsSilenceAndCountedAndSoundFadesInBehindIt() {
        HistoryTap tap = open(1, 100);
        play(tap, 2);
        HistoryReader reader = tap.reader();
        long from = FIRST - 10L * PERIOD;
        reader.seek(from);
        turn();
        for (long at = from; at < FIRST; at += PERIOD) {
            assertThat(reader.read(block, at)).isTrue();
            assertThat(block.channel(0)).containsOnly(0f);
        }
        assertThat(count(tap, "missing_frames")).isEqualTo(10L * PERIOD);
        assertThat(reader.read(block, FIRST)).isTrue();
        assertThat(block.channel(0)[0]).isZero();
        assertThat(block.channel(0)[PERIOD / 2]).isEqualTo(sample(FIRST + PERIOD / 2) / 2);
        assertThat(reader.read(block, FIRST + PERIOD)).isTrue();
        assertIs(FIRST + PERIOD);
    }

    @Test
    void untilTheDiskHasFetchedNothingIsGivenAndPeriodsThatWereMissedAreLeftOut() {
        HistoryTap tap = open(1, 100);
        play(tap, 2);
        HistoryReader reader = tap.reader();
        reader.seek(ORIGIN + RATE);
        assertThat(reader.read(block, ORIGIN + RATE)).isFalse();
        assertThat(reader.read(block, ORIGIN + RATE + PERIOD)).isFalse();
        assertThat(count(tap, "unfetched_periods")).isEqualTo(2);
        turn();
        assertThat(reader.read(block, ORIGIN + RATE + 2L * PERIOD)).isTrue();
        assertIs(ORIGIN + RATE + 2L * PERIOD);
    }

    @Test
    void aReaderThatTheDiskLeftBehindGoesOnWhereItShouldBe() {
        HistoryTap tap = open(1, 100);
        play(tap, 5);
        HistoryReader reader = tap.reader();
        long from = ORIGIN + RATE;
        reader.seek(from);
        turn();
        long at = from;
        while (reader.read(block, at)) {
            assertIs(at);
            at += PERIOD;
        }
        assertThat(at - from).isEqualTo(FetchedAhead.FRAMES);
        at += 100L * PERIOD;
        assertThat(reader.read(block, at)).isFalse();
        turn();
        assertThat(reader.read(block, at + PERIOD)).isTrue();
        assertIs(at + PERIOD);
    }

    @Test
    void aDiskThreadThatIsTooSlowCostsSoundButNoPosition() {
        HistoryTap tap = open(1, 100);
        play(tap, 1);
        for (int i = 0; i < 300; i++) {
            write(tap);
        }
        assertThat(count(tap, "dropped_frames")).isEqualTo(PERIOD + 300L * PERIOD - 32_768);
        play(tap, 2);
        assertPlaysFrom(tap, position - RATE);
    }

    @Test
    void silenceTakesNoRoomAndEndsTheHistoryWhenThePromisedTimeHasPassed() {
        HistoryTap tap = open(1, 100);
        silent(tap, 10);
        assertThat(tap.status().channels()).isZero();
        assertThat(names()).isEmpty();
        play(tap, 2);
        long bytes = tap.status().bytes();
        silent(tap, 30);
        assertThat(tap.status().bytes()).isEqualTo(bytes).isEqualTo(2L * WINDOW_MS * RATE / 1_000 * 8);
        long resumed = position;
        play(tap, 2);
        assertPlaysFrom(tap, resumed + PERIOD);
        silent(tap, 59);
        assertThat(tap.status().channels()).isEqualTo(2);
        silent(tap, 8);
        assertThat(tap.status().channels()).isZero();
        assertThat(names()).isEmpty();
        play(tap, 2);
        assertPlaysFrom(tap, position - RATE);
    }

    @Test
    void whenTheShareIsUsedUpWhatIsKeptIsShorterAndHasNoHole() {
        HistoryTap tap = open(1, 8);
        play(tap, 50);
        assertThat(tap.status().bytes()).isBetween(7_000_000L, 8L << 20);
        assertThat(tap.status().keptSeconds()).isBetween(16.0, 24.0);
        assertThat(store.problem()).contains("history-megabytes");
        assertPlaysFrom(tap, position - 15L * RATE);
        assertThat(count(tap, "unkept_frames")).isZero();
        assertPlaysNothing(tap, position - 30L * RATE);
        assertThat(count(tap, "missing_frames")).isPositive();
    }

    @Test
    void aSecondStreamThatFindsNoRoomIsCountedAndGoesOnWithoutHistory() {
        HistoryTap first = open(1, 8);
        HistoryTap second = store.open("b");
        play(first, 30);
        play(second, 5);
        assertThat(count(second, "unkept_frames")).isGreaterThan(4L * RATE);
        first.close();
        play(second, 5);
        assertThat(count(second, "kept_frames")).isGreaterThan(2L * RATE);
        assertThat(store.problem()).isNull();
    }

    @Test
    void aFolderThatCannotBeIsSaidCountedAndTriedAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        store = new HistoryFolder(new HistorySettings(file, 1, 100), GraphFormat.DEFAULT);
        assertThat(store.problem()).contains(file.toString());
        HistoryTap tap = store.open("a");
        play(tap, 3);
        assertThat(count(tap, "unkept_frames")).isGreaterThan(2L * RATE);
        Files.delete(file);
        play(tap, 6);
        assertThat(store.problem()).isNull();
        assertPlaysFrom(tap, position - RATE);
    }

    @Test
    void aStreamThatChangesItsChannelsBeginsAnew() {
        HistoryTap tap = open(1, 100);
        play(tap, 3);
        HistoryReader reader = tap.reader();
        reader.seek(position - RATE);
        turn();
        assertThat(reader.read(block, position - RATE)).isTrue();
        for (int i = 0; i < 2 * RATE / PERIOD; i++) {
            for (int c = 0; c < 6; c++) {
                block.channel(c)[0] = c + 1;
            }
            block.written(6);
            tap.write(block, position);
            position += PERIOD;
            turn();
        }
        assertThat(tap.status().channels()).isEqualTo(6);
        assertThat(names()).hasSize(1);
        long at = position - RATE;
        reader.read(block, at);
        turn();
        assertThat(reader.read(block, at + PERIOD)).isTrue();
        assertThat(block.channels()).isEqualTo(6);
        assertThat(block.channel(5)[0]).isEqualTo(6);
    }

    @Test
    void anExcerptIsWhatWasKeptWhileTheWriterGoesOn() throws EndpointException {
        HistoryTap tap = open(1, 100);
        assertThat(tap.excerpt(10)).isEmpty();
        play(tap, 20);
        try (HistoryExcerpt excerpt = tap.excerpt(10).orElseThrow()) {
            assertThat(excerpt.to()).isEqualTo(position);
            assertThat(excerpt.from()).isEqualTo(position - 10L * RATE);
            assertThat(excerpt.channels()).isEqualTo(2);
            float[][] into = new float[2][3_000];
            for (long at = excerpt.from(); at < excerpt.to(); at += 3_000) {
                play(tap, 0.1);
                excerpt.read(at, into, 3_000);
                for (int i = 0; i < 3_000; i++) {
                    assertThat(into[0][i]).isEqualTo(sample(at + i));
                    assertThat(into[1][i]).isEqualTo(-sample(at + i));
                }
            }
            play(tap, 70);
            assertThatThrownBy(() -> excerpt.read(excerpt.from(), into, 100)).hasMessageContaining("overwritten");
            tap.close();
            turn();
            assertThatThrownBy(() -> excerpt.read(excerpt.from(), into, 100)).hasMessageContaining("ended");
        }
    }

    @Test
    void anExcerptOfMoreThanIsKeptBeginsWithWhatIsKept() throws EndpointException {
        HistoryTap tap = open(1, 100);
        play(tap, 3);
        try (HistoryExcerpt excerpt = tap.excerpt(600).orElseThrow()) {
            assertThat(excerpt.from()).isEqualTo(FIRST);
            assertThat(excerpt.to()).isEqualTo(position);
        }
    }

    @Test
    void aHistoryTakesLessThanFiveMegabytesOfMemoryHoweverLongItIs() throws Exception {
        HistoryTap tap = open(5, 200);
        long before = residentBytes();
        play(tap, 310);
        HistoryReader reader = tap.reader();
        reader.seek(position - 300L * RATE);
        turn();
        assertThat(reader.read(block, position - 300L * RATE)).isTrue();
        assertIs(position - 300L * RATE);
        assertThat(mappedBytes()).as("mapped").isZero();
        System.out.printf("resident memory grew by %.1f MB%n", (residentBytes() - before) / 1e6);
    }

    @Test
    void leftoversAreDeletedAtTheStartAndFilesAtTheEnd() throws Exception {
        long nobody = 99_999_999; // beyond every kernel's limit of process numbers
        Files.writeString(folder.resolve(nobody + "-0.history"), "left");
        Files.writeString(folder.resolve("1-0.history"), "of another process that runs");
        Files.writeString(folder.resolve("a recording.wav"), "mine");
        open(1, 100);
        store.close();
        store = new HistoryFolder(new HistorySettings(folder, 1, 100), GraphFormat.DEFAULT);
        assertThat(names()).containsExactly("1-0.history", "a recording.wav");
        store.start();
        HistoryTap first = store.open("a");
        HistoryTap second = store.open("b");
        await().until(() -> {
            write(first);
            write(second);
            return names().size() == 4;
        });
        first.close();
        await().until(() -> names().size() == 3);
        store.close();
        assertThat(names()).containsExactly("1-0.history", "a recording.wav");
    }

    @Test
    void manyStreamsAreCarriedInPartsWithRestsBetween() {
        List<HistoryTap> taps =
                IntStream.range(0, 50).mapToObj(i -> store.open("s" + i)).toList();
        List<Long> rests = new ArrayList<>();
        store.round(rests::add);
        assertThat(rests).containsExactly(12_500_000L, 12_500_000L, 12_500_000L, 12_500_000L);

        taps.subList(1, 50).forEach(HistoryTap::close);
        rests.clear();
        store.round(rests::add);
        assertThat(rests).containsExactly(50_000_000L);
    }

    @Test
    void manyStreamsAreAllKeptAndReadByTheThread() {
        store.start();
        List<HistoryTap> taps =
                IntStream.range(0, 50).mapToObj(i -> store.open("s" + i)).toList();
        await().until(() -> {
            long begin = position;
            for (HistoryTap tap : taps) {
                position = begin;
                for (int i = 0; i < 20; i++) {
                    write(tap);
                }
            }
            return taps.stream().allMatch(tap -> tap.status().keptSeconds() > 0.5);
        });
        HistoryTap last = taps.getLast();
        try (HistoryReader reader = last.reader()) {
            long from = position - RATE / 4;
            reader.seek(from);
            await().until(() -> reader.read(block, from));
            assertIs(from);
        }
    }

    /** The disk thread's, without its rests. */
    private void turn() {
        store.round(_ -> {});
    }

    private HistoryTap open(int minutes, int megabytes) {
        store = new HistoryFolder(new HistorySettings(folder, minutes, megabytes), GraphFormat.DEFAULT);
        return store.open("a");
    }

    private void play(HistoryTap tap, double seconds) {
        for (long i = 0; i < Math.round(seconds * RATE / PERIOD); i++) {
            write(tap);
            if (i % 8 == 0) {
                turn();
            }
        }
        turn();
    }

    private void silent(HistoryTap tap, double seconds) {
        for (long i = 0; i < Math.round(seconds * RATE / PERIOD); i++) {
            block.silence(2);
            tap.write(block, position);
            position += PERIOD;
            turn();
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

    private void assertPlaysFrom(HistoryTap tap, long from) {
        try (HistoryReader reader = tap.reader()) {
            reader.seek(from);
            turn();
            assertThat(reader.read(block, from)).isTrue();
            assertIs(from);
        }
    }

    private void assertPlaysNothing(HistoryTap tap, long from) {
        try (HistoryReader reader = tap.reader()) {
            reader.seek(from);
            turn();
            assertThat(reader.read(block, from)).isTrue();
            assertThat(block.channel(0)).containsOnly(0f);
        }
    }

    private void assertIs(long at) {
        for (int i = 0; i < PERIOD; i++) {
            assertThat(block.channel(0)[i]).isEqualTo(sample(at + i));
            assertThat(block.channel(1)[i]).isEqualTo(-sample(at + i));
        }
    }

    private static long count(HistoryTap tap, String name) {
        return tap.status().counters().getOrDefault(name, -1L);
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

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
