package io.antiphon.io.foreign;

import java.util.BitSet;

/**
 * Where the threads stand that carry audio between the network and the graph: one step above the rest of the JVM, so that
 * a packet does not wait for compilers and collectors, and all on the same side of the machine, which leaves one processor to
 * the rest.
 *
 * <p>The processor that stays free is what makes the step safe: Java threads spin, yielding, while another one holds what they
 * need. If threads above it filled every processor, it would never run (docs/decisions/0005). Among themselves they are equal
 * and take turns.
 */
public final class MediaThread {
    /** The launcher gives 5 to the JVM. */
    private static final int PRIORITY = 6;

    private MediaThread() {}

    /** Puts the calling thread there; refused where the JVM has no real-time priority or a single processor. */
    public static Outcome prepareCaller() {
        if (!LinuxScheduling.processIsRealTime()) {
            return Outcome.refused("the JVM itself has no real-time priority");
        }
        BitSet processors = LinuxScheduling.callerProcessors();
        if (processors.cardinality() < 2) {
            return Outcome.refused("there is no second processor to leave to the rest");
        }
        processors.clear(processors.length() - 1);
        Outcome kept = LinuxScheduling.callerToProcessors(processors);
        return kept.granted() ? LinuxScheduling.callerToRoundRobin(PRIORITY) : kept;
    }
}
