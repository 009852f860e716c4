package io.antiphon.io.stream;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SegmentedStream;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.StreamBroadcast;
import io.antiphon.engine.endpoint.StreamFormat;
import io.antiphon.engine.endpoint.StreamListener;
import io.antiphon.engine.endpoint.StreamOutlet;
import io.antiphon.io.codec.EncoderInput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mix, encoded for each format that somebody wants. Any thread may call; the encoder thread lives while there is such a
 * format, and alone touches encoders.
 */
final class StreamedMix implements StreamBroadcast {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedMix.class);

    /** The encoder thread looks so often whether there is audio: a tenth of what its ring holds. */
    private static final long TURN_NS = 50_000_000;

    /** Its ring holds half a second. */
    private static final int RING_PART = 2;

    /** So often it looks whether it is over, however late it is: what its ring holds. */
    private static final int MOST_TURNS = 50;

    /** Numbers of segments follow the time of day, so that none is ever used twice. */
    private static final long SEGMENT_MS = 2_000;

    private final Object lock = new Object();
    private final Map<StreamFormat, Encoding<EncodedStream>> streams = new ConcurrentHashMap<>();
    private final Map<StreamFormat, Encoding<SegmentWindow>> windows = new ConcurrentHashMap<>();
    private final Counters<StreamCounter> counters = new Counters<>(StreamCounter.class);
    private final EncoderInput<StreamCounter> input;
    private final SendingThread sending;
    private final Clock clock;
    private final String name;
    private final int maxEncodings;
    private final Supplier<StreamFormat> usual;
    private final Runnable onIdle;

    // Guarded by the lock.
    private boolean running;
    private boolean closed;

    StreamedMix(
            String name,
            int graphRateHz,
            int maxEncodings,
            Supplier<StreamFormat> usual,
            SendingThread sending,
            Clock clock,
            Runnable onIdle) {
        this.name = name;
        this.maxEncodings = maxEncodings;
        this.usual = usual;
        this.sending = sending;
        this.clock = clock;
        this.onIdle = onIdle;
        this.input = new EncoderInput<>(graphRateHz, RING_PART, counters, StreamCounter.PERIODS_DROPPED);
    }

    @Override
    public SinkEndpoint input() {
        return input;
    }

    @Override
    public StreamListener join(StreamFormat format, StreamOutlet outlet) throws EndpointException {
        StreamedListener listener;
        synchronized (lock) {
            requireOpen();
            Encoding<EncodedStream> encoding = streams.get(format);
            if (encoding == null) {
                requireRoom(format);
                encoding = Encodings.stream(format, clock.nowNs(), this::announce);
                streams.put(format, encoding);
                begin();
            }
            listener = encoding.output().add(outlet, clock);
        }
        listener.wake();
        return listener;
    }

    @Override
    public SegmentedStream segments(StreamFormat format) throws EndpointException {
        synchronized (lock) {
            requireOpen();
            Encoding<SegmentWindow> encoding = windows.get(format);
            if (encoding == null) {
                requireRoom(format);
                long firstNumber = System.currentTimeMillis() / SEGMENT_MS;
                encoding = Encodings.segments(format, new SegmentWindow(firstNumber, clock));
                windows.put(format, encoding);
                begin();
            }
            encoding.output().ask();
            return encoding.output();
        }
    }

    @Override
    public Optional<SegmentedStream> runningSegments(StreamFormat format) {
        return Optional.ofNullable(windows.get(format)).map(Encoding::output);
    }

    private void requireOpen() throws EndpointException {
        if (closed) {
            throw new EndpointException("the stream has just ended; ask again");
        }
    }

    /** One place is kept for the usual format, unless there is but one. */
    private void requireRoom(StreamFormat format) throws EndpointException {
        StreamFormat kept = usual.get();
        boolean isKept = format.equals(kept) || streams.containsKey(kept) || maxEncodings == 1;
        if (streams.size() + windows.size() >= (isKept ? maxEncodings : maxEncodings - 1)) {
            throw new EndpointException("the listeners of this mix have asked for " + maxEncodings
                    + " different encodings, which are as many as may be");
        }
    }

    private void begin() {
        counters.set(StreamCounter.ENCODERS, streams.size() + windows.size());
        if (!running) {
            running = true;
            Thread.ofPlatform().name("stream-" + name).daemon().start(this::run);
        }
    }

    private void announce(EncodedStream stream) {
        counters.increment(StreamCounter.PARTS_ENCODED);
        sending.announce(() -> counters.add(StreamCounter.SLOW_LISTENERS_DROPPED, stream.wakeAll()));
    }

    private void run() {
        boolean ended = false;
        try {
            encodeAll();
            ended = true;
        } finally {
            if (!ended) {
                abandon();
            }
            onIdle.run();
        }
    }

    /** Until nobody wants any format. */
    private void encodeAll() {
        float[][] turn = new float[2][EncoderInput.TURN_FRAMES];
        input.open();
        long dueNs = clock.nowNs();
        do {
            dueNs = Math.max(dueNs + TURN_NS, clock.nowNs());
            clock.awaitUntil(dueNs);
            for (int i = 0; i < MOST_TURNS && input.readTurn(turn); i++) {
                streams.values().forEach(encoding -> encode(encoding, turn));
                windows.values().forEach(encoding -> encode(encoding, turn));
            }
        } while (!isOver());
    }

    /** Ends all when the encoder thread fails; who joins then begins a new one. */
    private void abandon() {
        synchronized (lock) {
            LOG.error("stream {}: the encoder thread failed; its listeners have to come again", name);
            end(streams.values(), _ -> true);
            end(windows.values(), _ -> true);
            counters.set(StreamCounter.ENCODERS, 0);
            input.shut();
            running = false;
        }
    }

    /** An encoder that fails costs its own listeners this turn, and nobody else anything. */
    private void encode(Encoding<?> encoding, float[][] turn) {
        try {
            encoding.take(turn, EncoderInput.TURN_FRAMES);
        } catch (RuntimeException | LinkageError e) {
            if (counters.get(StreamCounter.FAILED_TURNS) == 0) {
                LOG.error("stream {}: encoding failed", name, e);
            }
            counters.increment(StreamCounter.FAILED_TURNS);
        }
    }

    /** Closes encoders that nobody wants any more; true when none is left, and the thread has to end. */
    private boolean isOver() {
        synchronized (lock) {
            long nowNs = clock.nowNs();
            end(streams.values(), output -> closed || output.isOver(nowNs));
            end(windows.values(), output -> closed || output.isOver(nowNs));
            counters.set(StreamCounter.ENCODERS, streams.size() + windows.size());
            running = !streams.isEmpty() || !windows.isEmpty();
            if (!running) {
                input.shut();
            }
            return !running;
        }
    }

    private void end(Collection<? extends Encoding<?>> encodings, Predicate<Encoded> isOver) {
        for (Encoding<?> encoding : List.copyOf(encodings)) {
            if (isOver.test(encoding.output())) {
                encodings.remove(encoding);
                end(encoding);
            }
        }
    }

    private void end(Encoding<?> encoding) {
        try {
            encoding.output().end();
        } catch (RuntimeException e) {
            LOG.warn("stream {}: a listener could not be told of the end", name, e);
        }
        try {
            encoding.encoder().close();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("stream {}: an encoder could not be closed", name, e);
        }
    }

    @Override
    public boolean isIdle() {
        return streams.isEmpty() && windows.isEmpty();
    }

    @Override
    public List<StreamListener> listeners() {
        List<StreamListener> all = new ArrayList<>();
        streams.values().forEach(encoding -> all.addAll(encoding.output().listeners()));
        return all;
    }

    @Override
    public Map<String, Long> counters() {
        return counters.snapshot();
    }

    /** The encoder thread lets go of the encoders in its next turn. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            Stream.concat(streams.values().stream(), windows.values().stream())
                    .forEach(encoding -> encoding.output().end());
        }
    }
}
