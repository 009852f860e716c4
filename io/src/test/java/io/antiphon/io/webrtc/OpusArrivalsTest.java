package io.antiphon.io.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.counters.Counters;
import io.antiphon.io.codec.PacketEncoder;
import io.antiphon.io.codec.opus.OpusPayload;
import io.antiphon.io.codec.opus.OpusSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packets in a simulated network, and what is heard of them. */
class OpusArrivalsTest {
    private static final long PACKET_NS = 20_000_000;
    private static final int PACKET_FRAMES = 960;
    private static final int PACKETS = 500;
    private static final long SEED = 20_261_121;

    private final Counters<PublicationCounter> counters = new Counters<>(PublicationCounter.class);
    private final Heard heard = new Heard();

    @Test
    void whatComesOutOfOrderIsPutInOrderWithinThePatience() {
        List<byte[]> packets = packets(0);
        float[] whole = play(packets, order(packets.size()), 0);
        heard.clear();
        int[] order = order(packets.size());
        order[10] = 11;
        order[11] = 10;
        float[] reordered = play(packets, order, 2 * PACKET_NS);
        assertThat(reordered).isEqualTo(whole);
        assertThat(counters.get(PublicationCounter.REORDERED)).isEqualTo(1);
        assertThat(counters.get(PublicationCounter.LOST)).isZero();
    }

    @Test
    void withoutPatienceWhatIsLateIsGivenUpAndThenDiscarded() {
        List<byte[]> packets = packets(0);
        int[] order = order(packets.size());
        order[10] = 11;
        order[11] = 10;
        float[] heardFrames = play(packets, order, 0);
        assertThat(heardFrames).hasSize(PACKETS * PACKET_FRAMES);
        assertThat(counters.get(PublicationCounter.LOST)).isEqualTo(1);
        assertThat(counters.get(PublicationCounter.DISCARDED)).isEqualTo(1);
    }

    @Test
    void whatComesTwiceOrIsNotOpusIsCountedAndNotHeard() {
        List<byte[]> packets = packets(0);
        try (OpusArrivals arrivals = new OpusArrivals(heard, counters)) {
            arrivals.accept(5, packets.get(0), 0, packets.get(0).length, 0);
            arrivals.accept(5, packets.get(0), 0, packets.get(0).length, 0);
            arrivals.accept(6, new byte[] {(byte) 0xFF}, 0, 1, PACKET_NS);
            arrivals.accept(6, new byte[0], 0, 0, PACKET_NS);
            arrivals.accept(6, packets.get(1), 0, packets.get(1).length, PACKET_NS);
        }
        assertThat(heard.frames()).hasSize(2 * PACKET_FRAMES);
        assertThat(counters.get(PublicationCounter.DISCARDED)).isEqualTo(1);
        assertThat(counters.get(PublicationCounter.NOT_OPUS)).isEqualTo(2);
    }

    @Test
    void aLongGapIsNotInventedAndTheStreamGoesOn() {
        List<byte[]> packets = packets(0);
        try (OpusArrivals arrivals = new OpusArrivals(heard, counters)) {
            for (int i = 0; i < 30; i++) {
                int number = i < 10 ? i : i + 1_000;
                arrivals.accept(number, packets.get(i), 0, packets.get(i).length, i * PACKET_NS);
            }
        }
        assertThat(counters.get(PublicationCounter.LOST)).isEqualTo(1_000);
        assertThat(counters.get(PublicationCounter.INVENTED_FRAMES)).isZero();
        assertThat(heard.frames()).hasSize(30 * PACKET_FRAMES);
    }

    @Test
    void withFivePercentLossForwardErrorCorrectionKeepsWhatIsSaid() {
        double withoutDb = errorDb(packets(0));
        long inventedWithout = counters.get(PublicationCounter.INVENTED_FRAMES);
        double withDb = errorDb(packets(10));
        long repaired = counters.get(PublicationCounter.REPAIRED_FRAMES);
        long invented = counters.get(PublicationCounter.INVENTED_FRAMES) - inventedWithout;
        System.out.printf(
                "seed=%d loss 5 %%: error in lost packets %.1f dB without FEC (%d frames invented),"
                        + " %.1f dB with FEC (%d repaired, %d invented)%n",
                SEED, withoutDb, inventedWithout, withDb, repaired, invented);
        assertThat(counters.get(PublicationCounter.LOST)).isEqualTo(2L * lost().size());
        assertThat(repaired).as("most losses stand alone").isGreaterThan(5 * invented);
        assertThat(withDb).isLessThan(withoutDb - 6);
    }

    /** Energy of the difference to what is heard without loss, over that of the sound, in the packets that were lost. */
    private double errorDb(List<byte[]> packets) {
        heard.clear();
        float[] whole = play(packets, order(packets.size()), 0);
        heard.clear();
        float[] lossy = play(
                packets,
                Arrays.stream(order(PACKETS)).filter(i -> !lost().contains(i)).toArray(),
                0);
        assertThat(lossy).hasSameSizeAs(whole);
        double error = 0;
        double sound = 0;
        for (int packet : lost()) {
            for (int i = packet * PACKET_FRAMES; i < (packet + 1) * PACKET_FRAMES; i++) {
                error += Math.pow(lossy[i] - whole[i], 2);
                sound += Math.pow(whole[i], 2);
            }
        }
        return 10 * Math.log10(error / sound);
    }

    /** Which packets are lost: 5 % of them, the same each time. */
    private static List<Integer> lost() {
        Random random = new Random(SEED);
        List<Integer> lost = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            if (random.nextDouble() < 0.05 && i > 5 && i < PACKETS - 2) {
                lost.add(i);
            }
        }
        return lost;
    }

    private float[] play(List<byte[]> packets, int[] order, long patienceNs) {
        heard.patienceNs = patienceNs;
        try (OpusArrivals arrivals = new OpusArrivals(heard, counters)) {
            for (int at = 0; at < order.length; at++) {
                byte[] packet = packets.get(order[at]);
                arrivals.accept(order[at] + 60_000L, packet, 0, packet.length, order[at] * PACKET_NS);
            }
        }
        return heard.frames();
    }

    private static int[] order(int packets) {
        int[] order = new int[packets];
        Arrays.setAll(order, i -> i);
        return order;
    }

    /** Syllables: a voice's harmonics whose pitch is another one each 60 ms, in Opus at 48 kb/s. */
    private static List<byte[]> packets(int lossPercent) {
        OpusSettings settings =
                new OpusSettings(48_000, 48_000, 1, 20_000, false, true, false, 0).withLoss(lossPercent);
        Random random = new Random(7);
        List<byte[]> packets = new ArrayList<>();
        float[] frames = new float[PACKET_FRAMES];
        byte[] packet = new byte[PacketEncoder.MAX_PACKET_BYTES];
        double phase = 0;
        double hz = 150;
        int celt = 0;
        try (PacketEncoder encoder = settings.open()) {
            for (int n = 0; n < PACKETS; n++) {
                hz = n % 3 == 0 ? 110 + random.nextInt(200) : hz;
                for (int i = 0; i < frames.length; i++) {
                    phase += 2 * Math.PI * hz / 48_000;
                    frames[i] =
                            (float) (0.2 * Math.sin(phase) + 0.15 * Math.sin(2 * phase) + 0.1 * Math.sin(5 * phase));
                }
                int length = encoder.encode(frames, packet);
                byte[] made = Arrays.copyOf(packet, length);
                packets.add(made);
                celt += OpusPayload.isCelt(made, 0) ? 1 : 0;
            }
        }
        assertThat(lossPercent > 0 ? celt : 0).as("packets that repair nothing").isZero();
        return packets;
    }

    /** Keeps the left ear. */
    private static final class Heard implements OpusArrivals.FrameSink {
        private final List<float[]> pieces = new ArrayList<>();
        private long patienceNs;

        @Override
        public void write(float[][] planar, int frames, long arrivalNs) {
            pieces.add(Arrays.copyOf(planar[0], frames));
        }

        @Override
        public long patienceNs(int frames) {
            return patienceNs;
        }

        void clear() {
            pieces.clear();
        }

        float[] frames() {
            float[] all =
                    new float[pieces.stream().mapToInt(piece -> piece.length).sum()];
            int at = 0;
            for (float[] piece : pieces) {
                System.arraycopy(piece, 0, all, at, piece.length);
                at += piece.length;
            }
            return all;
        }
    }
}
