package io.antiphon.io.file;

/** What a history counts. */
enum HistoryCounter {
    /** Frames that were handed to the disk. */
    KEPT_FRAMES,
    /** Frames that are lost to the history because the disk thread was too slow, or had yet to begin it. */
    DROPPED_FRAMES,
    /** Frames that could not be kept because the disk is full or fails. */
    UNKEPT_FRAMES
}
