package io.antiphon.io.device.alsa;

/** What a captured device counts. */
public enum AlsaCounters {
    /** Frames that were read. */
    FRAMES,
    /** Times that the device had no more room because nobody read in time. */
    XRUNS,
    /** Frames that time passed for without them, at xruns. */
    XRUN_FRAMES,
    /** Times that the device stopped and could not be brought to run again without being opened anew. */
    DEVICE_LOST,
    /** Times that it could not be opened anew. */
    REFUSED
}
