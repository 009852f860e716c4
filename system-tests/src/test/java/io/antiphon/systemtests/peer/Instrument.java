package io.antiphon.systemtests.peer;

import io.antiphon.io.foreign.LinuxScheduling;
import java.util.BitSet;

/**
 * What a thread must have that plays the part of another machine: on its own machine it would not wait for the program
 * under test, nor for other tests.
 *
 * <p>All such threads keep clear of the first processor. A method whose compiled code is being taken back sends its callers
 * round in circles until the thread that takes it back is done: with such threads on both processors that one, which stands
 * below them, never ran again (seen with perf in {@code SharedRuntime::handle_wrong_method}).
 */
final class Instrument {
    /** Above everything but the audio thread, which on its own machine would not wait for others either. */
    private static final int PRIORITY = 60;

    private Instrument() {}

    /** Gives the calling thread a real-time priority, where that is allowed and there is a second processor. */
    static void beOnTime() {
        LinuxScheduling.callerTimerSlack(1);
        BitSet processors = LinuxScheduling.callerProcessors();
        if (processors.cardinality() > 1) {
            processors.clear(processors.nextSetBit(0));
            LinuxScheduling.callerToProcessors(processors);
            LinuxScheduling.callerToFifo(PRIORITY);
        }
    }
}
