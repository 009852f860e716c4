package io.antiphon.io.webrtc;

/** What is counted for each broadcast. */
enum BroadcastCounter {
    /** Written by the render thread: periods that found no room. */
    PERIODS_DROPPED,
    /** Written by the encoder thread: turns that came before their audio did. */
    WAITED_FOR_AUDIO,
    /** Written by the encoder thread: packets encoded, each for any number of listeners. */
    PACKETS_ENCODED,
    /** Written by the encoder thread: packets in silence that nobody was sent, as listeners asked for (DTX). */
    PACKETS_PAUSED,
    /** Written by the encoder thread: turns of an encoder that failed; its listeners missed them. */
    FAILED_TURNS,
    /** Written under the fan-out's lock: encoders that run now. */
    ENCODERS
}
