package io.antiphon.io.stream;

/** What is counted for each broadcast over HTTP. */
enum StreamCounter {
    /** Written by the render thread: periods that found no room. */
    PERIODS_DROPPED,
    /** Written by the encoder thread: turns of an encoder that failed; its listeners missed them. */
    FAILED_TURNS,
    /** Written by the encoder thread: parts encoded, each for any number of listeners. */
    PARTS_ENCODED,
    /** Written by the thread that sends: listeners that were dropped because they were too far behind. */
    SLOW_LISTENERS_DROPPED,
    /** Written under the broadcast's lock: encoders that run now. */
    ENCODERS
}
