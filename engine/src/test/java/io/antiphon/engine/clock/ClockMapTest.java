package io.antiphon.engine.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockMapTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long EPOCH_NS = 1_795_000_000L * SECOND;

    private final GraphTime time = new GraphTime(48_000, 5 * SECOND);
    private final ClockMap map = new ClockMap(time);

    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 96_000})
    void everyPositionComesBackFromItsTime(int rateHz) {
        GraphTime graph = new GraphTime(rateHz, 123_456_789L);
        for (long position = 0; position < 200_000; position += 7) {
            assertThat(graph.positionAt(graph.nsOf(position))).isEqualTo(position);
            assertThat(graph.positionAt(graph.nsOf(position + 1) - 1)).isEqualTo(position);
        }
        long aYear = 365L * 86_400 * rateHz + 1;
        assertThat(graph.positionAt(graph.nsOf(aYear))).isEqualTo(aYear);
    }

    @Test
    void withoutAnObservationUtcIsNotMadeUp() {
        assertThat(map.knowsUtc()).isFalse();
        assertThatThrownBy(() -> map.utcNs(0)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-80, 0, 35})
    void driftIsMeasuredThroughReadingNoiseAndPositionsGetTheirUtc(double ppm) {
        long seed = 8;
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        long now = 0;
        for (int second = 0; second < 120; second++) {
            now = second * SECOND;
            map.observe(now, utcAt(now, ppm) + random.nextInt(20_000));
        }
        assertThat(map.driftPpm()).isCloseTo(ppm, within(1.0));
        long position = time.positionAt(now);
        assertThat(map.utcNs(position)).isCloseTo(utcAt(time.nsOf(position), ppm) + 10_000, within(15_000L));
        assertThat(map.positionAtUtc(map.utcNs(position) + 10)).isEqualTo(position);
    }

    @Test
    void utcThatIsSetIsFollowedAtOnceAndDriftStays() {
        for (int second = 0; second < 60; second++) {
            map.observe(second * SECOND, utcAt(second * SECOND, 20));
        }
        long step = 3_600 * SECOND;
        map.observe(60 * SECOND, utcAt(60 * SECOND, 20) + step);
        long position = time.positionAt(60 * SECOND);
        assertThat(map.utcNs(position)).isCloseTo(utcAt(time.nsOf(position), 20) + step, within(1_000L));
        assertThat(map.driftPpm()).isCloseTo(20, within(0.5));
    }

    @Test
    void readersNeverSeeHalfAnObservation() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        map.observe(0, EPOCH_NS);
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 1; i < 200_000; i++) {
                map.observe(i * SECOND, EPOCH_NS + i * SECOND);
            }
            done.set(true);
        });
        long expected = EPOCH_NS + time.nsOf(48_000);
        while (!done.get()) {
            assertThat(map.utcNs(48_000)).isEqualTo(expected);
        }
        writer.join();
    }

    private static long utcAt(long monotonicNs, double ppm) {
        return EPOCH_NS + monotonicNs + Math.round(monotonicNs * ppm * 1e-6);
    }
}
