package io.antiphon.io.scream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.GatheringProvider;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceProvider.StreamSeen;
import io.antiphon.engine.endpoint.SourceStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScreamReceiverTest {
    private static final String STEREO = "0110020300";

    private final LoopbackRig rig = new LoopbackRig();
    private final List<DatagramChannel> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        rig.close();
        for (DatagramChannel socket : sockets) {
            socket.close();
        }
    }

    @Test
    void sixtyFourSendersAreToldApartByAddress() throws Exception {
        List<SourceEndpoint> opened = new ArrayList<>();
        for (int i = 1; i <= 64; i++) {
            opened.add(rig.source("127.0.1." + i));
        }
        for (int i = 1; i <= 64; i++) {
            DatagramChannel sender = sender("127.0.1." + i);
            for (int packet = 0; packet < i % 5 + 1; packet++) {
                sender.write(LoopbackRig.packet(STEREO, i));
            }
        }
        for (int i = 1; i <= 64; i++) {
            SourceEndpoint source = opened.get(i - 1);
            awaitCount(source, "packets", i % 5 + 1);
            assertThat(source.status().state()).isNotEqualTo(SourceStatus.State.WAITING);
        }
        assertThat(rig.sources.streams()).hasSize(64);
    }

    @Test
    void oneSourceTakesAllSendersWhoseAddressBeginsAlike() throws Exception {
        GatheringProvider gathering = new GatheringProvider(List.of(rig.sources), 128);
        SourceEndpoint source = gathering.open("127.0.6.*");
        DatagramChannel first = sender("127.0.6.1");
        DatagramChannel second = sender("127.0.6.200");
        DatagramChannel other = sender("127.0.7.1");
        await().until(() -> {
            for (DatagramChannel sender : List.of(first, second, other)) {
                sender.write(LoopbackRig.packet(STEREO, 1));
            }
            gathering.attach();
            return source.status().counters().getOrDefault("streams", 0L) == 2;
        });
        assertThat(source.status().state()).isEqualTo(SourceStatus.State.PLAYING);
        source.close();
    }

    @Test
    void aSenderNobodyOpenedIsSeen() throws Exception {
        sender("127.0.2.9").write(LoopbackRig.packet("8218063F00", 1));

        await().until(() -> !rig.sources.streams().isEmpty());
        StreamSeen seen = rig.sources.streams().get(0);
        assertThat(seen.tag()).isEqualTo("127.0.2.9");
        assertThat(java.util.Objects.requireNonNull(seen.status().format()).sampleRateHz())
                .isEqualTo(88_200);
    }

    @Test
    void garbageIsCountedWithItsReasonAndDisturbsNobody() throws Exception {
        SourceEndpoint source = rig.source("127.0.3.1");
        DatagramChannel sender = sender("127.0.3.1");
        DatagramChannel hostile = sender("127.0.3.2");
        long seed = 5;
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            sender.write(LoopbackRig.packet(STEREO, 7));
            byte[] garbage = new byte[random.nextInt(2_000)];
            random.nextBytes(garbage);
            hostile.write(ByteBuffer.wrap(garbage));
            hostile.write(ByteBuffer.wrap(new byte[] {1}));
        }

        awaitCount(source, "packets", 20);
        await().until(() -> count("datagrams") == 60);
        assertThat(count("too_short")).isGreaterThanOrEqualTo(20);
        assertThat(count("packets")
                        + count("too_short")
                        + count("bad_bits")
                        + count("bad_channels")
                        + count("bad_rate"))
                .isEqualTo(60);
    }

    @Test
    void anotherFormatInMidStreamIsCounted() throws Exception {
        SourceEndpoint source = rig.source("127.0.4.1");
        DatagramChannel sender = sender("127.0.4.1");
        sender.write(LoopbackRig.packet(STEREO, 1));
        sender.write(LoopbackRig.packet("8118020300", 1));
        sender.write(LoopbackRig.packet("0220063F00", 1));

        awaitCount(source, "packets", 3);
        assertThat(source.status().counters()).containsEntry("format_changes", 2L);
        assertThat(source.status().format())
                .hasToString("PcmFormat[sampleRateHz=96000, bitDepth=32, channels=6," + " channelMask=63]");
    }

    @Test
    void framesThatStraddlePacketsAreCountedOnce() throws Exception {
        SourceEndpoint source = rig.source("127.0.5.1");
        DatagramChannel sender = sender("127.0.5.1");
        for (int i = 0; i < 5; i++) {
            sender.write(LoopbackRig.packet("0110053700", 1));
        }

        awaitCount(source, "packets", 5);
        assertThat(source.status().counters()).containsEntry("frames", 5 * 1_152L / 10);
    }

    @Test
    void theFirstPortHoldsTheStreamUntilItIsQuiet() throws Exception {
        SourceEndpoint source = rig.source("127.0.6.1");
        DatagramChannel first = sender("127.0.6.1");
        DatagramChannel second = sender("127.0.6.1");
        first.write(LoopbackRig.packet(STEREO, 1));
        second.write(LoopbackRig.packet(STEREO, 2));
        awaitCount(source, "other_port", 1);

        await().pollInterval(java.time.Duration.ofMillis(50)).until(() -> {
            second.write(LoopbackRig.packet(STEREO, 2));
            return source.status().counters().getOrDefault("packets", 0L) > 1;
        });
    }

    @Test
    void madeUpSendersFillNoMemory() throws Exception {
        SourceEndpoint source = rig.source("127.0.7.1");
        for (int i = 0; i < 600; i++) {
            try (DatagramChannel sender = rig.sender("127.1." + i / 200 + "." + (i % 200 + 1))) {
                sender.write(LoopbackRig.packet(STEREO, 1));
            }
        }
        sender("127.0.7.1").write(LoopbackRig.packet(STEREO, 1));

        awaitCount(source, "packets", 1);
        assertThat(rig.sources.streams()).hasSizeLessThanOrEqualTo(ScreamReceiver.MAX_UNOPENED_STREAMS + 1);
        assertThat(count("too_many_streams")).isPositive();
    }

    @Test
    void aPortInUseIsNamedAndTheOthersWork() throws IOException {
        try (DatagramChannel occupant =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            int taken = occupant.socket().getLocalPort();
            try (LoopbackRig second = new LoopbackRig(List.of(taken, 0), new SystemClock())) {
                assertThat(second.sources.ports()).hasSize(1);
                assertThat(second.sources.problems()).containsOnlyKeys(taken);
                assertThat(second.sources.problems().get(taken)).contains("UDP port " + taken);
            }
        }
    }

    @Test
    void onlyIpv4AddressesAreTags() {
        assertThat(rig.sources.accepts("192.168.3.20")).isTrue();
        assertThat(rig.sources.accepts("192.168.3.*")).isFalse();
        assertThat(rig.sources.accepts("192.168.3.256")).isFalse();
        assertThat(rig.sources.accepts("demo:")).isFalse();
        assertThatThrownBy(() -> rig.sources.open("kitchen"))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("tag")
                .hasMessageContaining("IPv4");
    }

    private DatagramChannel sender(String address) throws IOException {
        DatagramChannel sender = rig.sender(address);
        sockets.add(sender);
        return sender;
    }

    private long count(String name) {
        return rig.sources.counters().getOrDefault(name, -1L);
    }

    private static void awaitCount(SourceEndpoint source, String name, long value) {
        await().until(() -> source.status().counters().getOrDefault(name, -1L) >= value);
        assertThat(source.status().counters()).containsEntry(name, value);
    }
}
