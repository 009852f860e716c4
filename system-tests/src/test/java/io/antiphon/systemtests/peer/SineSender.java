package io.antiphon.systemtests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;

/**
 * A Scream sender of its own address and clock that plays one sine on all channels. Written from the protocol's
 * description alone, so that it is a far end and not a mirror of the program.
 */
public final class SineSender implements AutoCloseable {
    private static final int HEADER_BYTES = 5;
    private static final int PAYLOAD_BYTES = 1152;

    private volatile Settings settings;
    private final DatagramSocket socket;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean paused;
    private volatile long worstLateNs;

    /**
     * What it sends.
     *
     * @param address address it sends from: the source's identity
     * @param port port on 127.0.0.1 it sends to
     * @param rateHz nominal sample rate, a multiple of 44,100 or 48,000
     * @param bitDepth 16, 24 or 32
     * @param channels channels, 1…8
     * @param toneHz frequency by its own clock
     * @param levelDbfs peak level
     * @param clockPpm how much faster than nominal its clock runs
     */
    public record Settings(
            String address,
            int port,
            int rateHz,
            int bitDepth,
            int channels,
            double toneHz,
            double levelDbfs,
            double clockPpm) {
        byte[] header() {
            int base = rateHz % 44_100 == 0 ? 44_100 : 48_000;
            int rate = (base == 44_100 ? 0x80 : 0) + rateHz / base;
            int mask = channels == 1 ? 4 : channels == 6 ? 0x3F : channels == 8 ? 0x63F : (1 << channels) - 1;
            return new byte[] {(byte) rate, (byte) bitDepth, (byte) channels, (byte) mask, (byte) (mask >> 8)};
        }
    }

    private SineSender(Settings settings) throws IOException {
        this.settings = settings;
        this.socket = new DatagramSocket(new InetSocketAddress(settings.address(), 0));
        this.thread = Thread.ofPlatform().name("sender " + settings.address()).start(this::run);
    }

    public static SineSender start(Settings settings) {
        try {
            return new SineSender(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops sending until {@link #resume}; its tone goes on meanwhile. */
    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
    }

    /** How late a packet has left at worst since the last time this was asked: what no receiver can make good. */
    public double takeWorstLateMs() {
        double ms = worstLateNs / 1e6;
        worstLateNs = 0;
        return ms;
    }

    /** Goes on in another format or tone from the next packet on, from the same socket. */
    public void change(Settings next) {
        settings = next;
    }

    private void run() {
        Instrument.beOnTime();
        try {
            while (!stopping) {
                play(settings);
            }
        } catch (IOException e) {
            if (!stopping) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void play(Settings now) throws IOException {
        byte[] packet = new byte[HEADER_BYTES + PAYLOAD_BYTES];
        System.arraycopy(now.header(), 0, packet, 0, HEADER_BYTES);
        int frames = PAYLOAD_BYTES / (now.bitDepth() / 8 * now.channels());
        double frameNs = 1e9 / (now.rateHz() * (1 + now.clockPpm() * 1e-6));
        InetAddress to = InetAddress.ofLiteral("127.0.0.1");
        long startNs = System.nanoTime();
        for (long frame = 0; !stopping && now.equals(settings); frame += frames) {
            fill(packet, now, frame, frames);
            long dueNs = startNs + (long) ((frame + frames) * frameNs);
            while (System.nanoTime() < dueNs && !stopping) {
                LockSupport.parkNanos(dueNs - System.nanoTime());
            }
            if (!paused) {
                socket.send(new DatagramPacket(packet, packet.length, to, now.port()));
                worstLateNs = Math.max(worstLateNs, System.nanoTime() - dueNs);
            }
        }
    }

    private static void fill(byte[] packet, Settings settings, long firstFrame, int frames) {
        int bytes = settings.bitDepth() / 8;
        double amplitude = Math.pow(10, settings.levelDbfs() / 20) * (Math.pow(2, settings.bitDepth() - 1) - 1);
        int at = HEADER_BYTES;
        for (int i = 0; i < frames; i++) {
            double cycles = (firstFrame + i) * settings.toneHz() / settings.rateHz();
            long value = Math.round(amplitude * Math.sin(2 * Math.PI * (cycles - Math.floor(cycles))));
            for (int c = 0; c < settings.channels(); c++) {
                for (int b = 0; b < bytes; b++) {
                    packet[at++] = (byte) (value >> (8 * b));
                }
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.close();
    }
}
