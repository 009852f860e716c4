package io.antiphon.io.webrtc;

import io.antiphon.engine.counters.Counters;
import io.antiphon.io.codec.opus.OpusDecoder;
import io.antiphon.io.codec.opus.OpusPayload;
import java.util.Arrays;

/**
 * Puts packets of Opus in order and decodes them. A packet that does not come in time is taken from what the one behind it
 * carries, and invented where that carries nothing.
 *
 * <pre>
 * arrive: 1 2 4 3 5 8  →  decoded: 1 2 3 4 5 (6 invented, 7 from 8) 8
 * </pre>
 *
 * <p>Owned by the thread that receives; {@link #close} must not come beside it.
 */
final class OpusArrivals implements AutoCloseable {
    /** Packets that can wait for a missing one. */
    private static final int ROOM = 16;

    /** Longest loss that is worth inventing: beyond it, what was invented has faded to nothing. */
    private static final int MOST_INVENTED = 10;

    private static final int MAX_PACKET_BYTES = 1_500;
    private static final int CHANNELS = 2;

    private final FrameSink sink;
    private final Counters<PublicationCounter> counters;
    private final OpusDecoder decoder = new OpusDecoder(CHANNELS);
    private final float[] interleaved = new float[CHANNELS * OpusDecoder.MAX_FRAMES];
    private final float[][] planar = new float[CHANNELS][OpusDecoder.MAX_FRAMES];
    private final byte[][] held = new byte[ROOM][MAX_PACKET_BYTES];
    private final int[] heldLengths = new int[ROOM];
    private int holding;
    private long next = -1;
    private long gapSeenNs;
    private int packetFrames;

    OpusArrivals(FrameSink sink, Counters<PublicationCounter> counters) {
        this.sink = sink;
        this.counters = counters;
    }

    /**
     * Takes a packet.
     *
     * @param number sequence number without the wrapping round
     */
    void accept(long number, byte[] packet, int offset, int length, long arrivalNs) {
        if (length > MAX_PACKET_BYTES || OpusPayload.frames(packet, offset, length) == 0) {
            counters.increment(PublicationCounter.NOT_OPUS);
            return;
        }
        if (next < 0) {
            next = number;
        }
        if (number < next || (number < next + ROOM && heldLengths[slot(number)] > 0)) {
            counters.increment(PublicationCounter.DISCARDED);
            return;
        }
        if (number == next) {
            counters.add(PublicationCounter.REORDERED, holding > 0 ? 1 : 0);
            decode(packet, offset, length, arrivalNs);
        } else {
            giveUpBefore(number - ROOM + 1, arrivalNs);
            hold(number, packet, offset, length, arrivalNs);
        }
        release(arrivalNs);
        if (holding > 0 && arrivalNs - gapSeenNs >= Math.max(0, sink.patienceNs(packetFrames))) {
            giveUpBefore(firstHeld(), arrivalNs);
        }
    }

    private void hold(long number, byte[] packet, int offset, int length, long arrivalNs) {
        int slot = slot(number);
        System.arraycopy(packet, offset, held[slot], 0, length);
        heldLengths[slot] = length;
        gapSeenNs = holding == 0 ? arrivalNs : gapSeenNs;
        holding++;
    }

    private void release(long arrivalNs) {
        while (holding > 0 && heldLengths[slot(next)] > 0) {
            int slot = slot(next);
            int length = heldLengths[slot];
            heldLengths[slot] = 0;
            holding--;
            decode(held[slot], 0, length, arrivalNs);
            gapSeenNs = arrivalNs;
        }
    }

    /** Goes on at that number, or at one that is held before it; what is missing is repaired or invented. */
    private void giveUpBefore(long number, long arrivalNs) {
        while (next < number) {
            if (heldLengths[slot(next)] > 0) {
                release(arrivalNs);
            } else if (holding == 0) {
                skipTo(number);
            } else {
                replace(firstHeld(), arrivalNs);
            }
        }
        release(arrivalNs);
    }

    /** So many are missing that the stream began anew. */
    private void skipTo(long number) {
        counters.add(PublicationCounter.LOST, number - next);
        next = number;
    }

    private void replace(long until, long arrivalNs) {
        long missing = until - next;
        counters.add(PublicationCounter.LOST, missing);
        if (missing <= MOST_INVENTED && packetFrames > 0) {
            for (long i = 1; i < missing; i++) {
                invent(arrivalNs);
            }
            int slot = slot(until);
            if (decoder.repairs(held[slot], 0, heldLengths[slot])) {
                int frames = decoder.decodeLost(held[slot], 0, heldLengths[slot], packetFrames, interleaved);
                forward(frames, PublicationCounter.REPAIRED_FRAMES, arrivalNs);
            } else {
                invent(arrivalNs);
            }
        }
        next = until;
    }

    private void invent(long arrivalNs) {
        forward(decoder.conceal(packetFrames, interleaved), PublicationCounter.INVENTED_FRAMES, arrivalNs);
    }

    private void decode(byte[] packet, int offset, int length, long arrivalNs) {
        next++;
        int frames = decoder.decode(packet, offset, length, interleaved);
        if (frames <= 0) {
            counters.increment(PublicationCounter.NOT_OPUS);
            return;
        }
        packetFrames = frames;
        forward(frames, PublicationCounter.FRAMES, arrivalNs);
    }

    private void forward(int frames, PublicationCounter counter, long arrivalNs) {
        if (frames <= 0) {
            return;
        }
        for (int i = 0; i < frames; i++) {
            planar[0][i] = interleaved[CHANNELS * i];
            planar[1][i] = interleaved[CHANNELS * i + 1];
        }
        counters.add(counter, frames);
        sink.write(planar, frames, arrivalNs);
    }

    private long firstHeld() {
        long number = next;
        while (heldLengths[slot(number)] == 0) {
            number++;
        }
        return number;
    }

    private static int slot(long number) {
        return (int) (number % ROOM);
    }

    @Override
    public void close() {
        Arrays.fill(heldLengths, 0);
        decoder.close();
    }

    /** Takes what was decoded. */
    interface FrameSink {
        /** Takes frames; the arrays are reused after the call. */
        void write(float[][] planar, int frames, long arrivalNs);

        /** For how long a missing packet of so many frames may hold up those behind it. */
        long patienceNs(int frames);
    }
}
