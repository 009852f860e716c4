package io.antiphon.io.file;

import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.ring.AudioRing;

/**
 * Audio that the disk thread has fetched from one position on, for the render thread to read in turn. A new one is made
 * for every seek.
 *
 * @param from position of the first frame
 * @param take where it was fetched from
 * @param ring the frames; the disk thread writes, the render thread reads
 */
record FetchedAhead(long from, Take take, AudioRing ring) {
    /** Audio that is fetched ahead, at 48 kHz 0.34 s. */
    static final int FRAMES = 16_384;

    /** Starts with nothing. */
    static FetchedAhead at(long from, Take take) {
        return new FetchedAhead(from, take, new AudioRing(take.channels(), FRAMES));
    }

    /** Whether so many frames are there from {@code position} on. Render thread. */
    @RealTime
    boolean has(long position, int frames) {
        long behind = behind(position);
        return behind >= 0 && behind + frames <= ring.available();
    }

    /** Leaves out what lies before {@code position}, which is there. Render thread. */
    @RealTime
    void leaveOutUntil(long position) {
        ring.skip((int) behind(position));
    }

    @RealTime
    private long behind(long position) {
        return position - from - ring.totalRead();
    }
}
