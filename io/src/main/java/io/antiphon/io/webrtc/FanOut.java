package io.antiphon.io.webrtc;

import static io.antiphon.io.webrtc.EncoderPacer.TURN_FRAMES;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.counters.Counters;
import io.antiphon.io.codec.EncoderInput;
import io.antiphon.io.codec.Encoding;
import io.antiphon.io.foreign.MediaThread;
import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes a broadcast once for each set of parameters and sends it to all who asked for it. Any thread adds and removes
 * listeners; the encoder thread lives while there are some, and alone touches encoders and streams.
 */
final class FanOut {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    private final Object lock = new Object();
    private final Map<Encoding, EncoderGroup> groups = new ConcurrentHashMap<>();
    private final Counters<BroadcastCounter> counters;
    private final EncoderInput<BroadcastCounter> input;
    private final MediaSocket socket;
    private final Clock clock;
    private final String name;
    private boolean running;
    private volatile boolean hasEmptyGroups;

    /** The shortest packet that is wanted, so that those of 2.5 ms do not leave by fours. */
    private volatile int turnFrames = TURN_FRAMES;

    /** Frames at 48 kHz so far: the time of all encodings. Encoder thread. */
    private long position;

    /** Under the lock. */
    private final Map<WebRtcSession, Seat> seats = new HashMap<>();

    FanOut(
            String name,
            EncoderInput<BroadcastCounter> input,
            Counters<BroadcastCounter> counters,
            MediaSocket socket,
            Clock clock) {
        this.name = name;
        this.input = input;
        this.counters = counters;
        this.socket = socket;
        this.clock = clock;
    }

    void add(WebRtcSession session, SrtpKeys keys) {
        Seat seat = new Seat(new ListenerStream(session, keys), session.offer().encoding());
        synchronized (lock) {
            seats.put(session, seat);
            enter(seat);
            if (!running) {
                running = true;
                Thread.ofPlatform().name("opus-" + name).daemon().start(this::run);
            }
        }
    }

    void remove(WebRtcSession session) {
        synchronized (lock) {
            Seat seat = seats.remove(session);
            if (seat != null) {
                leave(seat);
            }
        }
    }

    /** From now on a listener hears another encoding; positions go on. */
    void change(WebRtcSession session, Encoding encoding) {
        synchronized (lock) {
            Seat seat = seats.get(session);
            if (seat != null && !seat.encoding().equals(encoding)) {
                Seat next = new Seat(seat.stream(), encoding);
                seats.put(session, next);
                enter(next);
                leave(seat);
            }
        }
    }

    private void enter(Seat seat) {
        groups.computeIfAbsent(seat.encoding(), encoding -> new EncoderGroup(encoding, counters))
                .add(seat.stream());
        noteGroups();
    }

    private void leave(Seat seat) {
        EncoderGroup group = groups.get(seat.encoding());
        if (group != null) {
            group.remove(seat.stream());
            hasEmptyGroups |= group.isEmpty();
        }
    }

    /** Under the lock: the encoders are others than before. */
    private void noteGroups() {
        counters.set(BroadcastCounter.ENCODERS, groups.size());
        turnFrames =
                groups.values().stream().mapToInt(EncoderGroup::packetFrames).reduce(TURN_FRAMES, Math::min);
    }

    private void run() {
        try (PacketWriter out = new PacketWriter(socket)) {
            run(out);
        } catch (RuntimeException e) {
            LOG.error("webrtc broadcast: sending failed; who listens must join anew", e);
            giveUp();
        }
    }

    private void run(PacketWriter out) {
        MediaThread place = new MediaThread();
        float[][] turn = new float[2][TURN_FRAMES];
        EncoderPacer pacer = new EncoderPacer(clock.nowNs());
        input.open();
        do {
            clock.awaitUntil(pacer.dueNs());
            int frames = turnFrames;
            int taken = 0;
            while (input.available() >= frames) {
                input.read(turn, frames);
                groups.values().forEach(group -> encode(group, turn, frames, out));
                out.flush();
                taken += frames;
                position += frames;
            }
            pace(pacer, taken);
            place.onTurn();
        } while (!hasEmptyGroups || !isOver());
    }

    /** An encoder that fails costs its own listeners this turn, and nobody else anything. */
    private void encode(EncoderGroup group, float[][] turn, int frames, PacketWriter out) {
        try {
            group.take(turn, frames, position, out, clock.nowNs());
        } catch (RuntimeException e) {
            if (counters.get(BroadcastCounter.FAILED_TURNS) == 0) {
                LOG.error("webrtc broadcast: encoding failed", e);
            }
            counters.increment(BroadcastCounter.FAILED_TURNS);
        }
    }

    private void pace(EncoderPacer pacer, int taken) {
        if (taken == 0) {
            counters.increment(BroadcastCounter.WAITED_FOR_AUDIO);
            pacer.early(clock.nowNs());
        } else {
            pacer.took(taken, input.available());
        }
    }

    /** Closes encoders that nobody listens to; true when none is left, and the thread has to end. */
    private boolean isOver() {
        synchronized (lock) {
            hasEmptyGroups = false;
            Iterator<EncoderGroup> all = groups.values().iterator();
            while (all.hasNext()) {
                EncoderGroup group = all.next();
                if (group.isEmpty()) {
                    all.remove();
                    group.close();
                }
            }
            noteGroups();
            running = !groups.isEmpty();
            if (!running) {
                input.shut();
            }
            return !running;
        }
    }

    /** Ends all that was sent, so that listeners see it and come anew, and a new thread begins for them. */
    private void giveUp() {
        List<WebRtcSession> served;
        synchronized (lock) {
            served = List.copyOf(seats.keySet());
            seats.clear();
            groups.values().forEach(EncoderGroup::close);
            groups.clear();
            noteGroups();
            hasEmptyGroups = false;
            running = false;
            input.shut();
        }
        served.forEach(WebRtcSession::close);
    }

    /**
     * A listener that is served.
     *
     * @param stream what it is sent
     * @param encoding by which encoder
     */
    private record Seat(ListenerStream stream, Encoding encoding) {}
}
