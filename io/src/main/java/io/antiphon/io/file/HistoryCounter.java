package io.antiphon.io.file;

/** What a history counts. */
enum HistoryCounter {
    /** Frames that are lost to the history because the disk thread was too slow. */
    OVERFLOW_FRAMES,
    /** Frames that could not be kept because the disk is full or fails. */
    UNKEPT_FRAMES,
    /** Frames that were asked for and were never kept, or no longer. */
    MISSING_FRAMES,
    /** Periods that were asked for before they had been fetched. */
    UNFETCHED_PERIODS
}
