package io.antiphon.benchmarks.virtual;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A network between one sender and one receiver: takes packets by their number and gives them back at the time at which
 * they arrive, if they do. All that happens follows from the seed. Owned by one thread.
 */
public final class FaultyLink {
    /** How far behind its time a packet comes that others overtake. */
    private static final long OVERTAKEN_NS = 8_000_000;

    private static final double NS_PER_MS = 1e6;

    private final LinkFaults faults;
    private final SplittableRandom random;

    /** Packets on their way, the next to arrive last; there are few at a time. */
    private long[] arrivalsNs = new long[16];

    private long[] numbers = new long[16];
    private int underway;
    private long stallEndNs;
    private long inOrderNs;
    private long sent;
    private long lost;
    private long duplicated;
    private long overtaken;

    /**
     * @param faults what it does
     * @param seed what it does when
     */
    public FaultyLink(LinkFaults faults, long seed) {
        this.faults = faults;
        this.random = new SplittableRandom(seed);
    }

    /** Sends a packet. */
    public void send(long number, long sentNs) {
        sent++;
        if (chance(faults.stall())) {
            stallEndNs = sentNs + ms(faults.stallMs());
        }
        if (chance(faults.loss())) {
            lost++;
            return;
        }
        long arrivalNs = Math.max(sentNs + ms(faults.jitterMs()), stallEndNs);
        if (chance(faults.reorder())) {
            overtaken++;
            enqueue(number, arrivalNs + OVERTAKEN_NS);
        } else {
            inOrderNs = Math.max(inOrderNs, arrivalNs); // jitter alone lets nobody overtake
            enqueue(number, inOrderNs);
        }
        if (chance(faults.duplicate())) {
            duplicated++;
            enqueue(number, Math.max(inOrderNs, arrivalNs) + ms(faults.jitterMs()));
        }
    }

    /** When the next packet arrives; {@link Long#MAX_VALUE} when none is on its way. */
    public long nextArrivalNs() {
        return underway == 0 ? Long.MAX_VALUE : arrivalsNs[underway - 1];
    }

    /** Takes out the packet that arrives next and gives its number. */
    public long receive() {
        underway--;
        return numbers[underway];
    }

    /** Packets that were sent. */
    public long sent() {
        return sent;
    }

    /** Packets that never arrive. */
    public long lost() {
        return lost;
    }

    /** Packets that arrive twice. */
    public long duplicated() {
        return duplicated;
    }

    /** Packets that were held back so that others overtake. */
    public long overtaken() {
        return overtaken;
    }

    private void enqueue(long number, long arrivalNs) {
        if (underway == numbers.length) {
            arrivalsNs = Arrays.copyOf(arrivalsNs, 2 * underway);
            numbers = Arrays.copyOf(numbers, 2 * underway);
        }
        int at = underway;
        while (at > 0 && arrivalsNs[at - 1] <= arrivalNs) {
            arrivalsNs[at] = arrivalsNs[at - 1];
            numbers[at] = numbers[at - 1];
            at--;
        }
        arrivalsNs[at] = arrivalNs;
        numbers[at] = number;
        underway++;
    }

    private boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    private long ms(double upTo) {
        return (long) (random.nextDouble() * upTo * NS_PER_MS);
    }
}
