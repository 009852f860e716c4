package io.antiphon.benchmarks.virtual;

/**
 * What a network does to packets. Probabilities are of each packet.
 *
 * @param jitterMs longest of the delays that every packet has, evenly distributed
 * @param loss probability of a packet being lost
 * @param duplicate probability of its coming twice
 * @param reorder probability of its coming behind packets that were sent after it
 * @param stall probability of the link standing still from this packet on
 * @param stallMs longest time that it then stands still; all that waits comes in one burst
 */
public record LinkFaults(double jitterMs, double loss, double duplicate, double reorder, double stall, double stallMs) {
    /** A network that only delays. */
    public static LinkFaults jitter(double jitterMs) {
        return new LinkFaults(jitterMs, 0, 0, 0, 0, 0);
    }
}
