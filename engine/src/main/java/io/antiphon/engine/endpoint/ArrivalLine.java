package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.RealTime;

/**
 * How many frames of a stream would have arrived by a given time if no packet had been late: a straight line. Immutable;
 * made by {@link ArrivalClock} on the writing thread, read by the render thread.
 *
 * @param referenceNs a time on the line
 * @param referenceFrames frames that would have arrived by then
 * @param framesPerNs slope: the sender's rate on our clock
 */
record ArrivalLine(long referenceNs, double referenceFrames, double framesPerNs) {
    /** Frames that would have arrived by {@code ns}. */
    @RealTime
    double framesAt(long ns) {
        return referenceFrames + (ns - referenceNs) * framesPerNs;
    }
}
