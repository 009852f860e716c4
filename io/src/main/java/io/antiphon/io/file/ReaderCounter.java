package io.antiphon.io.file;

/** What a reader of a history counts. */
enum ReaderCounter {
    /** Frames that were asked for and were never kept, or no longer. */
    MISSING_FRAMES,
    /** Periods that were asked for before they had been fetched. */
    UNFETCHED_PERIODS
}
