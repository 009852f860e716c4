package io.antiphon.io.device.alsa;

import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.endpoint.EndpointException;

/** One open device that frames come from; {@link AlsaPcm} is the real one. One thread at a time. */
interface CapturePcm extends AutoCloseable {
    /** What its frames are like. */
    PcmFormat format();

    /** Most frames that one {@link #read} gives. */
    int periodFrames();

    /**
     * Waits for frames and takes them.
     *
     * @param into room for {@link #periodFrames}
     * @return frames taken; 0 when none came in that time; negative: an error number for {@link #recover}
     */
    int read(byte[] into, int timeoutMs);

    /** Brings it to run again after an error; false when it cannot. */
    boolean recover(int error);

    @Override
    void close();

    /** Opens devices. */
    @FunctionalInterface
    interface Opener {
        /** @throws EndpointException when it cannot be opened now; the message says why */
        CapturePcm open(String name) throws EndpointException;
    }
}
