package io.antiphon.control.timeshift;

import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.dsp.PcmEncoder;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryExcerpt;

/** Reads an excerpt from its beginning to its end, some frames at a time, and makes PCM of it. One thread. */
final class PcmReader {
    private static final int FRAMES = 4_096;
    private static final long DITHER_SEED = 1;

    private final HistoryExcerpt excerpt;
    private final int frameBytes;
    private final PcmEncoder encoder;
    private final float[][] samples;
    private final byte[] buffer;
    private long position;

    PcmReader(HistoryExcerpt excerpt, PcmFormat format) {
        this.excerpt = excerpt;
        this.frameBytes = format.frameBytes();
        this.encoder = new PcmEncoder(format.bitDepth(), format.channels(), DITHER_SEED);
        this.samples = new float[format.channels()][FRAMES];
        this.buffer = new byte[FRAMES * frameBytes];
        this.position = excerpt.from();
    }

    int next() throws EndpointException {
        int frames = (int) Math.min(FRAMES, excerpt.to() - position);
        excerpt.read(position, samples, frames);
        encoder.encode(samples, frames, buffer, 0);
        position += frames;
        return frames * frameBytes;
    }

    byte[] buffer() {
        return buffer;
    }
}
