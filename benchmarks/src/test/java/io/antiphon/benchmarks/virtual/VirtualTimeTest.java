package io.antiphon.benchmarks.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.endpoint.BridgeCounter;
import io.antiphon.engine.graph.GraphException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine with its edges in virtual time; {@link VirtualHour} is the long form. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class VirtualTimeTest {
    private static final int SOURCES = 16;
    private static final double LOCK_SECONDS = 5;
    private static final double SWING_SECONDS = 120;

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws GraphException {
        long seed = 20_26;
        System.out.println("seed=" + seed);
        long hash = hashOf(seed);
        assertThat(hashOf(seed)).isEqualTo(hash);
        assertThat(hashOf(seed + 1)).isNotEqualTo(hash);
    }

    @Test
    void twoMinutesOfSixteenSourcesThroughABadNetworkAreHeardAndCounted() throws GraphException {
        long seed = 4_711;
        System.out.println("seed=" + seed);
        try (VirtualStudio studio = new VirtualStudio()) {
            HashingSink sink = new HashingSink();
            studio.addSeeded(SOURCES, VirtualHour.BAD_NETWORK, seed);
            studio.connect(sink);
            studio.run(120);
            for (VirtualSender sender : studio.senders()) {
                FaultyLink link = sender.link();
                // The last packets are still on their way, or not missed yet.
                assertThat(sender.counters().get(BridgeCounter.DUPLICATE_PACKETS))
                        .isBetween(link.duplicated() - 2, link.duplicated());
                assertThat(sender.counters().get(BridgeCounter.LOST_PACKETS))
                        .isBetween(link.lost() - 2, link.lost() + link.overtaken());
                assertThat(sender.counters().get(BridgeCounter.REORDERED_PACKETS))
                        .isBetween(1L, link.overtaken() + link.duplicated());
                assertThat(link.lost()).as("the network lost some").isPositive();
                assertThat(sender.counters().get(BridgeCounter.OVERFLOW_FRAMES)).isZero();
            }
            double amplitude = 0.5 / SOURCES;
            double expected = SOURCES * 2 * amplitude * amplitude / 2;
            assertThat(10 * Math.log10(sink.meanSquare() / expected))
                    .as("dB from what was sent")
                    .isCloseTo(0, within(0.3));
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "-200, 0", "0, 200"})
    void aSineThroughDriftAndJitterStaysCleanOnceItIsLocked(double ppm, double swingPpm) throws GraphException {
        long seed = 99;
        System.out.println("seed=" + seed);
        try (VirtualStudio studio = new VirtualStudio()) {
            ToneMeter meter = new ToneMeter(1_000);
            SkewedClock clock = new SkewedClock(ppm, swingPpm, SWING_SECONDS);
            VirtualSender sender = studio.add(6, 0.5, clock, new FaultyLink(LinkFaults.jitter(5), seed));
            studio.connect(meter);
            studio.run(LOCK_SECONDS);
            double nowPpm = ppm + swingPpm * Math.sin(2 * Math.PI * LOCK_SECONDS / SWING_SECONDS);
            assertThat(sender.status().driftPpm()).as("locked").isCloseTo(nowPpm, within(60.0));
            meter.clear();

            studio.run(115);

            assertThat(meter.windows()).isGreaterThan(1_100);
            assertThat(meter.worstDb()).as("THD+N of the worst 100 ms").isLessThan(-90);
            assertThat(meter.weakest()).isCloseTo(0.5, within(0.01));
            assertThat(meter.steepestPpmPerSecond()).isLessThan(15);
            assertThat(sender.counters().get(BridgeCounter.UNDERRUNS)).isZero();
            assertThat(sender.counters().get(BridgeCounter.RESYNCS)).isZero();
        }
    }

    @Test
    void theMeterHearsALostPacket() throws GraphException {
        long seed = 5;
        System.out.println("seed=" + seed);
        try (VirtualStudio studio = new VirtualStudio()) {
            ToneMeter meter = new ToneMeter(1_000);
            LinkFaults lossy = new LinkFaults(1, 0.001, 0, 0, 0, 0);
            studio.add(6, 0.5, SkewedClock.constant(0), new FaultyLink(lossy, seed));
            studio.connect(meter);
            studio.run(30);
            assertThat(meter.worstDb()).isGreaterThan(-40);
        }
    }

    private static long hashOf(long seed) throws GraphException {
        try (VirtualStudio studio = new VirtualStudio()) {
            HashingSink sink = new HashingSink();
            studio.addSeeded(SOURCES, VirtualHour.BAD_NETWORK, seed);
            studio.connect(sink);
            studio.run(20);
            return sink.hash();
        }
    }
}
