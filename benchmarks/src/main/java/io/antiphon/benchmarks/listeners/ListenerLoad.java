package io.antiphon.benchmarks.listeners;

import io.antiphon.io.foreign.LinuxThread;
import io.antiphon.io.sdp.SdpException;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Any number of {@link LoadListener listeners} of one sink: one thread reads for all, virtual threads join and leave. */
final class ListenerLoad implements AutoCloseable {
    /** Joins that are under way at a time, as from one large site. */
    private static final int JOINING = 16;

    private static final long TICK_NS = 50_000_000;
    private static final int MAX_DATAGRAM_BYTES = 2_048;

    private final DtlsIdentity identity = DtlsIdentity.create();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Selector selector = Selector.open();
    private final ConcurrentLinkedQueue<LoadListener> newcomers = new ConcurrentLinkedQueue<>();
    private final List<Guest> guests = new CopyOnWriteArrayList<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final Semaphore joining = new Semaphore(JOINING);
    private final URI sink;
    private final Thread thread;
    private volatile boolean open = true;

    /**
     * A listener and what the server calls it.
     *
     * @param listener the listener
     * @param location its session
     */
    private record Guest(LoadListener listener, URI location) {}

    /** @param sink address of its WHEP calls */
    ListenerLoad(URI sink) throws IOException {
        this.sink = sink;
        this.thread = Thread.ofPlatform().name("listeners").start(this::read);
    }

    /** Lets so many join, and waits until all hear; returns the seconds it took. */
    double join(int count) throws InterruptedException {
        long begunNs = System.nanoTime();
        CountDownLatch done = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            joining.acquire();
            Thread.ofVirtual().start(() -> {
                try {
                    guests.add(joinOne());
                } catch (IOException | SdpException | RuntimeException e) {
                    failed.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    joining.release();
                    done.countDown();
                }
            });
        }
        done.await();
        return (System.nanoTime() - begunNs) / 1e9;
    }

    /** One joins, hears, and leaves: by the signalling or by the goodbye of DTLS. */
    void visit(boolean bySignalling) {
        try {
            Guest guest = joinOne();
            try (LoadListener listener = guest.listener()) {
                if (bySignalling) {
                    http.send(
                            HttpRequest.newBuilder(guest.location()).DELETE().build(),
                            HttpResponse.BodyHandlers.discarding());
                } else {
                    listener.sayGoodbye();
                }
            }
        } catch (IOException | SdpException | RuntimeException e) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Guest joinOne() throws IOException, SdpException, InterruptedException {
        LoadListener listener = new LoadListener(identity);
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(sink)
                            .header("Content-Type", "application/sdp")
                            .timeout(Duration.ofSeconds(20))
                            .POST(HttpRequest.BodyPublishers.ofString(listener.offer()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IOException("the server answered " + answer.statusCode() + ": " + answer.body());
            }
            newcomers.add(listener);
            selector.wakeup();
            listener.connect(answer.body());
            return new Guest(
                    listener,
                    sink.resolve(answer.headers().firstValue("Location").orElseThrow()));
        } catch (IOException | SdpException | InterruptedException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    private void read() {
        LinuxThread.current().toOther(); // what is measured comes first, as it would on a machine of its own
        ByteBuffer in = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
        byte[] datagram = new byte[MAX_DATAGRAM_BYTES];
        long tickNs = System.nanoTime();
        while (open) {
            try {
                selector.select(key -> drain(key, in, datagram), TICK_NS / 1_000_000);
                for (LoadListener each = newcomers.poll(); each != null; each = newcomers.poll()) {
                    each.channel().register(selector, SelectionKey.OP_READ, each);
                }
                if (System.nanoTime() - tickNs >= TICK_NS) {
                    tickNs = System.nanoTime();
                    tick(tickNs);
                }
            } catch (ClosedChannelException e) {
                failed.incrementAndGet(); // gave up before it was read
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void drain(SelectionKey key, ByteBuffer in, byte[] datagram) {
        if (!key.isValid() || !(key.attachment() instanceof LoadListener listener)) {
            return;
        }
        try {
            while (((DatagramChannel) key.channel()).receive(in.clear()) != null) {
                int length = in.flip().remaining();
                in.get(datagram, 0, length);
                listener.onDatagram(datagram, length, System.nanoTime());
            }
        } catch (IOException e) {
            key.cancel(); // left
        }
    }

    private void tick(long nowNs) {
        for (SelectionKey key : selector.keys()) {
            try {
                if (key.isValid() && key.attachment() instanceof LoadListener listener) {
                    listener.onTick(nowNs);
                }
            } catch (IOException e) {
                key.cancel();
            }
        }
    }

    /** Listeners that hear, or heard. */
    List<LoadListener> listeners() {
        return guests.stream().map(Guest::listener).toList();
    }

    /** Joins that came to nothing. */
    int failed() {
        return failed.get();
    }

    /** Lets all leave. */
    @Override
    public void close() throws IOException {
        for (Guest guest : guests) {
            guest.listener().sayGoodbye();
            guest.listener().close();
        }
        open = false;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
        http.close();
    }
}
