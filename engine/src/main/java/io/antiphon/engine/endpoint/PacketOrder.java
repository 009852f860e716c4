package io.antiphon.engine.endpoint;

/**
 * Puts the packets of a numbered stream in order before they go into a bridge: holds back what came too early, drops
 * what came twice, and gives up what does not come while the bridge's margin lasts.
 *
 * <pre>
 * arrive: 1 2 4 3 4 6 7 8  →  bridge: 1 2 3 4 (5 concealed) 6 7 8     reordered 1, duplicate 1, lost 1
 * </pre>
 *
 * <p>Owned by the thread that writes the bridge. Numbers are those of the transport without their wrapping round.
 */
public final class PacketOrder {
    /** Packets that can wait for a missing one. */
    private static final int ROOM = 32;

    /** A number so far from the last one is not loss: the sender began anew. */
    private static final long RESTART = 1_000;

    private final InputBridge bridge;
    private final float[][][] held = new float[ROOM][][];
    private final int[] heldFrames = new int[ROOM];
    private final boolean[] holds = new boolean[ROOM];
    private int holding;
    private boolean started;
    private long next;
    private long highest;
    private long gapSeenNs;
    private int packetFrames;

    /** Bit {@code i} says that packet {@code next - 1 - i} was given up. */
    private long givenUp;

    /** @param bridge where packets go, in order */
    public PacketOrder(InputBridge bridge) {
        this.bridge = bridge;
    }

    /**
     * Takes a packet.
     *
     * @param number its number; one more with every packet of the sender
     * @param from planar samples from index 0 on
     * @param frames frames in the packet
     * @param arrivalNs when it arrived; never before the last one
     */
    public void write(long number, float[][] from, int frames, long arrivalNs) {
        packetFrames = frames;
        if (!started || Math.abs(number - next) > RESTART) {
            restart(number);
        }
        if (number < next) {
            passed(number, arrivalNs);
            return;
        }
        if (number - next >= ROOM) {
            giveUpBefore(number - ROOM + 1, arrivalNs);
        }
        if (holds[slot(number)]) {
            bridge.count(BridgeCounter.DUPLICATE_PACKETS);
            return;
        }
        if (number < highest) {
            bridge.count(BridgeCounter.REORDERED_PACKETS);
        }
        highest = Math.max(highest, number);
        if (number == next) {
            forward(from, frames, arrivalNs);
        } else {
            hold(number, from, frames, arrivalNs);
        }
        releaseHeld(arrivalNs);
        if (holding > 0 && arrivalNs - gapSeenNs > bridge.patienceNs(packetFrames)) {
            giveUpBefore(firstHeld(), arrivalNs);
        }
    }

    private void restart(long number) {
        started = true;
        next = number;
        highest = number;
        givenUp = 0;
        holding = 0;
        java.util.Arrays.fill(holds, false);
    }

    /** Its turn is over: it was given up, or has been here before. */
    private void passed(long number, long arrivalNs) {
        long back = next - 1 - number;
        if (back < Long.SIZE && (givenUp >>> back & 1) != 0) {
            givenUp &= ~(1L << back);
            bridge.noteLate(arrivalNs, arrivalNs - gapSeenNs + bridge.durationNs(packetFrames));
        } else {
            bridge.count(BridgeCounter.DUPLICATE_PACKETS);
        }
    }

    private void forward(float[][] from, int frames, long arrivalNs) {
        bridge.write(from, frames, arrivalNs);
        next++;
        givenUp <<= 1;
    }

    private void hold(long number, float[][] from, int frames, long arrivalNs) {
        int slot = slot(number);
        if (held[slot] == null || held[slot][0].length < frames) {
            held[slot] = new float[bridge.channels()][frames];
        }
        for (int c = 0; c < bridge.channels(); c++) {
            System.arraycopy(from[c], 0, held[slot][c], 0, frames);
        }
        heldFrames[slot] = frames;
        holds[slot] = true;
        gapSeenNs = holding == 0 ? arrivalNs : gapSeenNs;
        holding++;
    }

    private void releaseHeld(long arrivalNs) {
        boolean released = false;
        while (holding > 0 && holds[slot(next)]) {
            int slot = slot(next);
            holds[slot] = false;
            holding--;
            forward(held[slot], heldFrames[slot], arrivalNs);
            released = true;
        }
        gapSeenNs = released ? arrivalNs : gapSeenNs;
    }

    private void giveUpBefore(long number, long arrivalNs) {
        while (next < number) {
            if (holds[slot(next)]) {
                releaseHeld(arrivalNs);
            } else {
                bridge.conceal(packetFrames);
                bridge.count(BridgeCounter.LOST_PACKETS);
                next++;
                givenUp = givenUp << 1 | 1;
            }
        }
        releaseHeld(arrivalNs);
    }

    private long firstHeld() {
        long number = next;
        while (!holds[slot(number)]) {
            number++;
        }
        return number;
    }

    private static int slot(long number) {
        return (int) Math.floorMod(number, (long) ROOM);
    }
}
