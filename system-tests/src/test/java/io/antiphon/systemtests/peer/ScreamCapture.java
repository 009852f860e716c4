package io.antiphon.systemtests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;

/** A Scream receiver for 48 kHz, 16 bit, stereo that keeps all it hears, with the time of each packet. */
public final class ScreamCapture implements AutoCloseable {
    public static final int RATE_HZ = 48_000;
    public static final int PACKET_FRAMES = 288;
    private static final int HEADER_BYTES = 5;
    private static final byte[] HEADER = {1, 16, 2, 3, 0};

    private final DatagramSocket socket;
    private final Thread thread;
    private final List<float[][]> packets = new ArrayList<>();
    private final List<Long> arrivalsNs = new ArrayList<>();

    public ScreamCapture() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            socket.setReceiveBufferSize(1 << 20);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name("capture").start(this::run);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Forgets what was heard. */
    public void clear() {
        synchronized (packets) {
            packets.clear();
            arrivalsNs.clear();
        }
    }

    /** Waits until that much was heard since the last {@link #clear}, and gives one channel of it. */
    public float[] await(Duration sound, int channel) {
        int frames = (int) (sound.toMillis() * RATE_HZ / 1000);
        Awaitility.await(sound + " of sound")
                .atMost(sound.multipliedBy(2).plusSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> frames() >= frames);
        return Arrays.copyOf(channel(channel), frames);
    }

    public int frames() {
        synchronized (packets) {
            return packets.stream().mapToInt(packet -> packet[0].length).sum();
        }
    }

    /** All of one channel so far. */
    public float[] channel(int index) {
        synchronized (packets) {
            float[] all = new float
                    [packets.stream().mapToInt(packet -> packet[0].length).sum()];
            int at = 0;
            for (float[][] packet : packets) {
                System.arraycopy(packet[index], 0, all, at, packet[index].length);
                at += packet[index].length;
            }
            return all;
        }
    }

    /** When the packet came that holds that frame of all so far, by the monotonic clock. */
    public long arrivalNs(int frame) {
        synchronized (packets) {
            return arrivalsNs.get(frame / PACKET_FRAMES);
        }
    }

    /** Times between packets in nanoseconds, sorted. */
    public long[] gapsNs() {
        synchronized (packets) {
            long[] gaps = new long[Math.max(0, arrivalsNs.size() - 1)];
            for (int i = 0; i < gaps.length; i++) {
                gaps[i] = arrivalsNs.get(i + 1) - arrivalsNs.get(i);
            }
            Arrays.sort(gaps);
            return gaps;
        }
    }

    private void run() {
        Instrument.beOnTime();
        byte[] buffer = new byte[2048];
        DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
        while (!socket.isClosed()) {
            try {
                socket.receive(datagram);
            } catch (IOException e) {
                return; // closed
            }
            long now = System.nanoTime();
            if (!Arrays.equals(buffer, 0, HEADER_BYTES, HEADER, 0, HEADER_BYTES) || datagram.getLength() != 1157) {
                throw new AssertionError(String.format(
                        Locale.ROOT,
                        "unexpected packet of %d bytes: %s",
                        datagram.getLength(),
                        Arrays.toString(Arrays.copyOf(buffer, 5))));
            }
            float[][] packet = decode(buffer);
            synchronized (packets) {
                packets.add(packet);
                arrivalsNs.add(now);
            }
        }
    }

    private static float[][] decode(byte[] bytes) {
        float[][] samples = new float[2][PACKET_FRAMES];
        for (int i = 0; i < samples[0].length; i++) {
            samples[0][i] = sample(bytes, HEADER_BYTES + 4 * i);
            samples[1][i] = sample(bytes, HEADER_BYTES + 4 * i + 2);
        }
        return samples;
    }

    private static float sample(byte[] bytes, int at) {
        return (short) ((bytes[at] & 0xFF) | (bytes[at + 1] << 8)) / 32768f;
    }

    @Override
    public void close() {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
