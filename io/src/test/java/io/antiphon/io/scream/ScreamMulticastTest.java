package io.antiphon.io.scream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.antiphon.engine.endpoint.SourceEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Windows driver's default: packets to a group that the receiver has to join. */
@Timeout(30)
class ScreamMulticastTest {
    /** The protocol's group; written out here, since the program must not choose another. */
    private static final String GROUP = "239.255.77.77";

    private static final String STEREO = "0110020300";
    private static final String STEREO_24_BIT = "8118020300";
    private static final int PACKETS = 20;

    @Test
    void aSenderToTheGroupIsHeardOnceAndApartFromOneByUnicast() throws Exception {
        try (LoopbackRig rig = LoopbackRig.onAllAddresses();
                DatagramChannel toGroup = sender("127.0.8.1", new InetSocketAddress(GROUP, rig.port()));
                DatagramChannel toHost =
                        sender("127.0.8.2", new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.port()))) {
            SourceEndpoint byGroup = rig.source("127.0.8.1");
            SourceEndpoint byUnicast = rig.source("127.0.8.2");
            for (int i = 0; i < PACKETS; i++) {
                toGroup.write(LoopbackRig.packet(STEREO, 1_000));
                toHost.write(LoopbackRig.packet(STEREO_24_BIT, 2_000));
            }
            await().until(() -> count(byGroup, "packets") == PACKETS && count(byUnicast, "packets") == PACKETS);
            assertThat(count(byGroup, "frames")).isEqualTo(PACKETS * 1_152 / 4);
            assertThat(count(byUnicast, "frames")).isEqualTo(PACKETS * 1_152 / 6);
            assertThat(count(byGroup, "format_changes") + count(byUnicast, "format_changes"))
                    .as("packets of the one that the other got")
                    .isZero();
            // Joined on several interfaces, still each packet came once, and none from anybody else.
            assertThat(rig.sources.counters()).containsEntry("datagrams", 2L * PACKETS);
            assertThat(rig.sources.streams()).hasSize(2);
        }
    }

    /** A sender with that address; what goes to a group leaves by loopback. */
    private static DatagramChannel sender(String address, InetSocketAddress to) throws IOException {
        NetworkInterface loopback =
                Objects.requireNonNull(NetworkInterface.getByInetAddress(InetAddress.ofLiteral("127.0.0.1")));
        DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET);
        sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
        return sender.bind(new InetSocketAddress(address, 0)).connect(to);
    }

    private static long count(SourceEndpoint source, String name) {
        return source.status().counters().getOrDefault(name, -1L);
    }
}
