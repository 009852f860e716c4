package io.antiphon.io.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.antiphon.io.foreign.BatchSocket.Destination;
import io.antiphon.io.net.LocalAddresses;
import io.antiphon.io.net.UdpSockets;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(20)
class BatchSocketTest {
    /** More than fit one call. */
    private static final int DATAGRAMS = 3 * DatagramBatch.DATAGRAMS + 7;

    @Test
    void eachDatagramReachesItsOwnDestinationWhole() throws Exception {
        assumeTrue(LocalAddresses.all().stream().anyMatch(Inet6Address.class::isInstance), "no IPv6 here");
        try (DatagramChannel channel = UdpSockets.boundToBothFamilies(0);
                BatchSocket socket = BatchSocket.of(channel);
                DatagramBatch batch = new DatagramBatch(socket);
                DatagramChannel four = receiver("127.0.0.1");
                DatagramChannel six = receiver("::1")) {
            assertThat(socket.problem()).isEmpty();
            send(batch, List.of(destination(four), destination(six)));
            expect(four, 0, channel);
            expect(six, 1, channel);
        }
    }

    @Test
    void socketOfOneFamilyIsFoundAmongOthers() throws Exception {
        try (DatagramChannel other = receiver("127.0.0.1");
                DatagramChannel channel = UdpSockets.bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                BatchSocket socket = BatchSocket.of(channel);
                DatagramBatch batch = new DatagramBatch(socket);
                DatagramChannel first = receiver("127.0.0.1");
                DatagramChannel second = receiver("127.0.0.1")) {
            assertThat(socket.problem()).isEmpty();
            assertThat(other.isOpen()).isTrue();
            send(batch, List.of(destination(first), destination(second)));
            expect(first, 0, channel);
            expect(second, 1, channel);
        }
    }

    @Test
    void datagramThatIsRefusedHoldsNoOtherUp() throws Exception {
        try (DatagramChannel channel = UdpSockets.bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                BatchSocket socket = BatchSocket.of(channel);
                DatagramBatch batch = new DatagramBatch(socket);
                DatagramChannel receiver = receiver("127.0.0.1")) {
            Destination nowhere = Destination.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Destination good = destination(receiver);
            for (Destination to : List.of(nowhere, good, nowhere, nowhere, good)) {
                batch.add(new byte[] {7}, 1, to);
            }
            assertThat(batch.flush()).isEqualTo(3);
            assertThat(batch.flush()).isZero();
            for (int i = 0; i < 2; i++) {
                ByteBuffer in = ByteBuffer.allocate(10);
                receiver.receive(in);
                assertThat(in.position()).isEqualTo(1);
            }
        }
    }

    @Test
    void closedSocketSendsNothingWhateverItsNumberStandsForNow() throws Exception {
        try (DatagramChannel channel = UdpSockets.bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                BatchSocket socket = BatchSocket.of(channel);
                DatagramBatch batch = new DatagramBatch(socket);
                DatagramChannel receiver = receiver("127.0.0.1")) {
            socket.close();
            batch.add(new byte[] {7}, 1, destination(receiver));
            assertThat(batch.flush()).isEqualTo(1);
            assertThat(channel.isOpen()).isTrue();
        }
    }

    @Test
    void socketThatIsNotBoundIsAProblemThatIsNamed() throws Exception {
        try (DatagramChannel channel = DatagramChannel.open();
                BatchSocket socket = BatchSocket.of(channel)) {
            assertThat(socket.problem()).isEqualTo("the socket is not bound");
        }
    }

    private static void send(DatagramBatch batch, List<Destination> destinations) {
        int refused = 0;
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] datagram = datagram(i);
            if (batch.isFullFor(datagram.length)) {
                refused += batch.flush();
            }
            batch.add(datagram, datagram.length, destinations.get(i % destinations.size()));
        }
        assertThat(refused + batch.flush()).isZero();
    }

    private static void expect(DatagramChannel receiver, int first, DatagramChannel sender) throws Exception {
        int port = ((InetSocketAddress) sender.getLocalAddress()).getPort();
        for (int i = first; i < DATAGRAMS; i += 2) {
            ByteBuffer in = ByteBuffer.allocate(2_000);
            InetSocketAddress from = (InetSocketAddress) receiver.receive(in);
            byte[] got = new byte[in.flip().remaining()];
            in.get(got);
            assertThat(got).as("datagram %d", i).isEqualTo(datagram(i));
            assertThat(from.getPort()).isEqualTo(port);
        }
    }

    /** Of many lengths, up to one that fills a frame. */
    private static byte[] datagram(int number) {
        byte[] datagram = new byte[1 + number * 37 % 1_400];
        for (int i = 0; i < datagram.length; i++) {
            datagram[i] = (byte) (number + i);
        }
        return datagram;
    }

    private static DatagramChannel receiver(String host) throws Exception {
        return UdpSockets.bound(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
    }

    private static Destination destination(DatagramChannel receiver) throws Exception {
        return Destination.of((InetSocketAddress) receiver.getLocalAddress());
    }
}
