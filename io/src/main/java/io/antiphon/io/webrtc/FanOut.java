package io.antiphon.io.webrtc;

import static io.antiphon.io.webrtc.EncoderPacer.TURN_FRAMES;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.counters.Counters;
import io.antiphon.io.codec.Encoding;
import io.antiphon.io.foreign.MediaThread;
import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.util.Iterator;
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
    private final BroadcastInput input;
    private final MediaSocket socket;
    private final Clock clock;
    private final String name;
    private boolean running;
    private volatile boolean hasEmptyGroups;

    /** The shortest packet that is wanted, so that those of 2.5 ms do not leave by fours. */
    private volatile int turnFrames = TURN_FRAMES;

    FanOut(String name, BroadcastInput input, Counters<BroadcastCounter> counters, MediaSocket socket, Clock clock) {
        this.name = name;
        this.input = input;
        this.counters = counters;
        this.socket = socket;
        this.clock = clock;
    }

    void add(WebRtcSession session, SrtpKeys keys) {
        ListenerStream stream = new ListenerStream(session, keys);
        synchronized (lock) {
            groups.computeIfAbsent(session.offer().encoding(), encoding -> new EncoderGroup(encoding, counters))
                    .add(stream);
            noteGroups();
            if (!running) {
                running = true;
                Thread.ofPlatform().name("opus-" + name).daemon().start(this::run);
            }
        }
    }

    /** Under the lock: the encoders are others than before. */
    private void noteGroups() {
        counters.set(BroadcastCounter.ENCODERS, groups.size());
        turnFrames =
                groups.values().stream().mapToInt(EncoderGroup::packetFrames).reduce(TURN_FRAMES, Math::min);
    }

    void remove(WebRtcSession session) {
        synchronized (lock) {
            EncoderGroup group = groups.get(session.offer().encoding());
            if (group != null) {
                group.remove(session);
                hasEmptyGroups |= group.isEmpty();
            }
        }
    }

    private void run() {
        MediaThread place = new MediaThread();
        PacketWriter out = new PacketWriter(socket);
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
                taken += frames;
            }
            pace(pacer, taken);
            place.onTurn();
        } while (!hasEmptyGroups || !isOver());
    }

    /** An encoder that fails costs its own listeners this turn, and nobody else anything. */
    private void encode(EncoderGroup group, float[][] turn, int frames, PacketWriter out) {
        try {
            group.take(turn, frames, out, clock.nowNs());
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
}
