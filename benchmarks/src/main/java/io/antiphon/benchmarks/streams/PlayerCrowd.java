package io.antiphon.benchmarks.streams;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Players that ask for one stream all at once and read what comes. One thread. */
final class PlayerCrowd implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Selector selector = Selector.open();
    private final List<Player> players = new ArrayList<>();
    private int ended;

    /** Connects them all, as fast as that goes. */
    PlayerCrowd(int count, int port, String path) throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUser-Agent: player\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            Player player = new Player(channel, ByteBuffer.wrap(request), System.nanoTime());
            players.add(player);
            boolean there = channel.connect(server);
            channel.register(selector, there ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, player);
        }
    }

    /** Reads until that time, or until all have heard something when that is asked for. */
    void readUntil(long endNs, boolean onlyFirst) throws IOException {
        long leftNs = endNs - System.nanoTime();
        while (leftNs > 0 && !(onlyFirst && heard() == players.size())) {
            selector.select(Math.max(1, leftNs / 1_000_000));
            var keys = selector.selectedKeys().iterator();
            while (keys.hasNext()) {
                serve(keys.next());
                keys.remove();
            }
            leftNs = endNs - System.nanoTime();
        }
    }

    private void serve(SelectionKey key) throws IOException {
        Player player = (Player) key.attachment();
        if (key.isConnectable()) {
            player.channel.finishConnect();
            key.interestOps(SelectionKey.OP_WRITE);
        }
        if (key.isWritable()) {
            player.channel.write(player.request);
            if (!player.request.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        }
        if (key.isReadable()) {
            buffer.clear();
            int count = player.channel.read(buffer);
            if (count < 0) {
                ended++;
                key.cancel();
            } else {
                player.read(buffer.flip());
            }
        }
    }

    private int heard() {
        return (int) players.stream().filter(player -> player.firstNs != 0).count();
    }

    /** Milliseconds from before the connection to the first byte of sound, sorted; of who heard nothing, infinity. */
    double[] firstByteMs() {
        return players.stream()
                .mapToDouble(player ->
                        player.firstNs == 0 ? Double.POSITIVE_INFINITY : (player.firstNs - player.begunNs) / 1e6)
                .sorted()
                .toArray();
    }

    /** Bytes of sound that all have got. */
    long bytes() {
        return players.stream().mapToLong(player -> player.bytes).sum();
    }

    /** Players whose connection was ended by the server. */
    int ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        for (Player player : players) {
            player.channel.close();
        }
        selector.close();
    }

    /** One player. */
    private static final class Player {
        private final SocketChannel channel;
        private final ByteBuffer request;
        private final long begunNs;
        private int headMatched;
        private long firstNs;
        private long bytes;

        private Player(SocketChannel channel, ByteBuffer request, long begunNs) {
            this.channel = channel;
            this.request = request;
            this.begunNs = begunNs;
        }

        private void read(ByteBuffer from) {
            while (headMatched < HEAD_END.length && from.hasRemaining()) {
                byte octet = from.get();
                headMatched = octet == HEAD_END[headMatched] ? headMatched + 1 : octet == HEAD_END[0] ? 1 : 0;
            }
            if (from.hasRemaining() && firstNs == 0) {
                firstNs = System.nanoTime();
            }
            bytes += from.remaining();
        }
    }

    static double at(double[] sorted, double part) {
        return sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))];
    }
}
