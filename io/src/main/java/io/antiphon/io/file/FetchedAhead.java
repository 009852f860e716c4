package io.antiphon.io.file;

import io.antiphon.engine.ring.AudioRing;

/**
 * Audio that the disk thread has fetched from one position on, for the render thread to read in turn. A new one is made
 * for every seek.
 *
 * @param from position of the first frame
 * @param ring the frames; the disk thread writes, the render thread reads
 */
record FetchedAhead(long from, AudioRing ring) {}
