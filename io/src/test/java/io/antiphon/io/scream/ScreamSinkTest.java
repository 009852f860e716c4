package io.antiphon.io.scream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SinkProvider.SinkRequest;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.io.net.PacedLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sink in virtual time: the test turns the graph and calls the sender, and sees on loopback what left when. */
@Timeout(30)
class ScreamSinkTest {
    private static final GraphFormat GRAPH = GraphFormat.DEFAULT;
    private static final long TICK_NS = 50_000;

    private final ManualClock clock = new ManualClock();
    private final GraphTime time = new GraphTime(GRAPH.sampleRateHz(), 0);
    private final PacedLoop netOut = new PacedLoop("never-started", clock);
    private final AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, GRAPH.periodFrames());
    private final DatagramChannel far = open();
    private final ByteBuffer packet = ByteBuffer.allocate(2_000);
    private final List<Long> sentNs = new ArrayList<>();
    private long position;

    @AfterEach
    void close() throws IOException {
        far.close();
    }

    @ParameterizedTest
    @CsvSource({"48000, 16, 2", "44100, 24, 2", "96000, 32, 6", "48000, 32, 8", "48000, 16, 5", "192000, 16, 1"})
    void packetsLeaveEvenlyAlthoughPeriodsDiffer(int rateHz, int bits, int channels) {
        PcmFormat format = new PcmFormat(rateHz, bits, channels, 0);
        ScreamSink sink = sink(format);

        turn(sink, 750, 0.5f);

        double packetNs = 1_152e9 / format.frameBytes() / rateHz;
        assertThat(sentNs).hasSizeGreaterThan((int) (1.9e9 / packetNs));
        for (int i = 1; i < sentNs.size(); i++) {
            assertThat((sentNs.get(i) - sentNs.get(i - 1)) / packetNs).isBetween(0.7, 1.3);
        }
        double mean = (sentNs.get(sentNs.size() - 1) - sentNs.get(0)) / (sentNs.size() - 1.0);
        assertThat(mean / packetNs).isBetween(0.999, 1.001);
        byte[] header = new byte[5];
        ScreamPacket.writeHeader(format, header, 0);
        assertThat(packet.array()).startsWith(header);
        sink.close();
    }

    @Test
    void equalSinksSendInOneTurn() {
        PcmFormat format = new PcmFormat(48_000, 16, 2, 3);
        ScreamSink early = sink(format);
        ScreamSink late = sink(format);
        for (int i = 0; i < 200; i++, position += GRAPH.periodFrames()) {
            write(early, 0.1f);
            if (i > 7) {
                write(late, 0.1f);
            }
            clock.advance(time.nsOf(position) - clock.nowNs());
            if (i > 20) {
                assertThat(early.sendDue(clock.nowNs())).isEqualTo(late.sendDue(clock.nowNs()));
            } else {
                early.sendDue(clock.nowNs());
                late.sendDue(clock.nowNs());
            }
        }
        early.close();
        late.close();
    }

    @Test
    void silenceStopsAfterFourPacketsAndSoundResumesInStep() {
        ScreamSink sink = sink(new PcmFormat(48_000, 16, 2, 3));
        turn(sink, 90, 0.5f);
        long lastSound = sentNs.get(sentNs.size() - 1);
        int before = sentNs.size();

        turn(sink, 90, 0f);
        int silent = sentNs.size() - before;
        turn(sink, 90, 0.5f);

        // One or two packets of sound were on their way when the silence began.
        assertThat(silent).isBetween(4, 7);
        assertThat(sink.status().counters().get("silent_packets")).isGreaterThan(20);
        long resumed = sentNs.get(before + silent);
        assertThat((resumed - lastSound) % 6_000_000L).isBetween(0L, 100_000L);
        sink.close();
    }

    @Test
    void aBacklogIsDroppedInsteadOfSentInABurst() {
        ScreamSink sink = sink(new PcmFormat(48_000, 16, 2, 3));
        turn(sink, 90, 0.5f);
        for (int i = 0; i < 90; i++, position += GRAPH.periodFrames()) {
            write(sink, 0.5f);
        }
        clock.advance(time.nsOf(position) - clock.nowNs());
        int before = sentNs.size();
        sink.sendDue(clock.nowNs());
        receive();

        assertThat(sentNs.size() - before).isLessThanOrEqualTo(3);
        sink.close();
    }

    @Test
    void sendingGoesOnInStepAfterTheRingWasFull() {
        ScreamSink sink = sink(new PcmFormat(48_000, 16, 2, 3));
        turn(sink, 90, 0.5f);
        long lastBefore = sentNs.get(sentNs.size() - 1);
        for (int i = 0; i < 300; i++, position += GRAPH.periodFrames()) {
            write(sink, 0.5f);
        }
        clock.advance(time.nsOf(position) - clock.nowNs());
        int before = sentNs.size();

        turn(sink, 90, 0.5f);

        assertThat(sink.status().counters().get("dropped_frames")).isPositive();
        assertThat(sentNs.size() - before).isBetween(35, 41);
        assertThat(sentNs.get(sentNs.size() - 1)).isGreaterThan(lastBefore);
        sink.close();
    }

    @Test
    void aRefusedPacketIsCountedAndSendingGoesOn() throws IOException {
        ScreamSink sink = sink(new PcmFormat(48_000, 16, 2, 3));
        far.close();
        for (int i = 0; i < 400; i++, position += GRAPH.periodFrames()) {
            write(sink, 0.5f);
            clock.advance(time.nsOf(position) - clock.nowNs());
            sink.sendDue(clock.nowNs());
        }
        assertThat(sink.status().counters().get("refused")).isPositive();
        assertThat(sink.status().counters().get("packets")).isPositive();
        sink.close();
    }

    @Test
    void whatScreamCannotSayIsRefusedWithTheKey() {
        ScreamSinkProvider provider = new ScreamSinkProvider(netOut, GRAPH, time);
        assertThatThrownBy(
                        () -> provider.open(new SinkRequest("a", "127.0.0.1", 4010, new PcmFormat(32_000, 16, 2, 0))))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("sample_rate 32000");
        assertThatThrownBy(() -> provider.open(new SinkRequest("a", "127.0.0.1", 0, new PcmFormat(48_000, 16, 2, 0))))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("port 0");
    }

    private ScreamSink sink(PcmFormat format) {
        ScreamSender sender = new ScreamSender("127.0.0.1", far.socket().getLocalPort());
        sender.start();
        await().until(sender::isConnected);
        return new ScreamSink(format, sender, netOut, GRAPH, time);
    }

    /** Renders periods of a constant level; between them the sender is called in small ticks. */
    private void turn(ScreamSink sink, int periods, float level) {
        for (int i = 0; i < periods; i++, position += GRAPH.periodFrames()) {
            write(sink, level);
            while (clock.nowNs() < time.nsOf(position + GRAPH.periodFrames())) {
                sink.sendDue(clock.nowNs());
                receive();
                clock.advance(TICK_NS);
            }
        }
    }

    private void write(ScreamSink sink, float level) {
        if (level == 0) {
            block.silence(2);
        } else {
            for (float[] channel : block.samples()) {
                java.util.Arrays.fill(channel, level);
            }
            block.written(AudioBlock.MAX_CHANNELS);
        }
        sink.write(block, position);
    }

    private void receive() {
        try {
            while (far.receive(packet.clear()) != null) {
                assertThat(packet.position()).isEqualTo(1_157);
                sentNs.add(clock.nowNs());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DatagramChannel open() {
        try {
            DatagramChannel channel =
                    DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
