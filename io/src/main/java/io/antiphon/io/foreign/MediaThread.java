package io.antiphon.io.foreign;

import java.util.BitSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of a thread that carries audio between the network and the graph: one step above the rest of the JVM, so that
 * a packet does not wait for compilers and collectors, and on all processors but one, which is left to the rest. Owned by
 * the thread that it is about.
 *
 * <p>Two things make the step safe. Java threads spin, yielding, while another one holds what they need: if threads
 * above it filled every processor, it would never run. And a thread that loads classes waits for others in sleeps of a
 * microsecond, in which they get nowhere if its waking sets them aside: so the step is taken when the thread has made
 * its first turns, with all that they need loaded (docs/decisions/0005). Among themselves such threads are equal and take turns.
 */
public final class MediaThread {
    private static final Logger LOG = LoggerFactory.getLogger(MediaThread.class);

    /** The launcher gives 5 to the JVM. */
    private static final int PRIORITY = 6;

    private static final int FIRST_TURNS = 64;

    private int turns;

    /** Tells that a turn with work in it is done. */
    public void onTurn() {
        if (turns < FIRST_TURNS && ++turns == FIRST_TURNS) {
            Outcome step = stepUp();
            LOG.debug("media thread, a step above the rest: granted={} {}", step.granted(), step.reason());
        }
    }

    private static Outcome stepUp() {
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
