package io.antiphon.systemtests.peer;

import io.antiphon.io.foreign.LinuxScheduling;

/**
 * What a thread must have that plays the part of another machine: on its own machine it would not wait for the program
 * under test, nor for other tests.
 */
final class Instrument {
    /** Above everything but the audio thread, which on its own machine would not wait for others either. */
    private static final int PRIORITY = 60;

    private Instrument() {}

    /** Gives the calling thread a real-time priority, where that is allowed. */
    static void beOnTime() {
        LinuxScheduling.callerToFifo(PRIORITY);
        LinuxScheduling.callerTimerSlack(1);
    }
}
