package io.antiphon.systemtests.peer;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One kept-alive connection to the API that knows to the microsecond when a request left and when its answer was there,
 * which a client with threads of its own does not. Any thread may ask; a thread of its own sends.
 */
public final class ApiConnection implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("api").factory());
    private final Socket socket;
    private final DataInputStream in;

    /** Times of one request, of the monotonic clock. */
    public record Times(long sentNs, long answeredNs) {}

    public ApiConnection(int apiPort) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), apiPort);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new DataInputStream(socket.getInputStream());
        thread.execute(Instrument::beOnTime);
    }

    /** A GET that must succeed. */
    public Times get(String path) {
        return CompletableFuture.supplyAsync(() -> exchange(path), thread).join();
    }

    private Times exchange(String path) {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        try {
            long sentNs = System.nanoTime();
            socket.getOutputStream().write(request);
            String status = line();
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring("content-length:".length()).strip());
                }
            }
            in.readFully(new byte[length]);
            long answeredNs = System.nanoTime();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new AssertionError("GET " + path + " answered " + status);
            }
            return new Times(sentNs, answeredNs);
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path, e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        thread.close();
        socket.close();
    }
}
