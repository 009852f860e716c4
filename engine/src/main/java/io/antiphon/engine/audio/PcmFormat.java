package io.antiphon.engine.audio;

/**
 * Format of interleaved, signed, little-endian integer PCM as it stands on a wire or in a file.
 *
 * @param sampleRateHz frames a second, at least 1
 * @param bitDepth bits a sample: 16, 24 (packed in three bytes) or 32
 * @param channels channels a frame, 1…8
 * @param channelMask which speaker each channel is for, in ascending bit order, as in the Windows channel mask; 0
 *     when not known
 */
public record PcmFormat(int sampleRateHz, int bitDepth, int channels, int channelMask) {
    public PcmFormat {
        if (sampleRateHz < 1) {
            throw new IllegalArgumentException("sampleRateHz=" + sampleRateHz + ": at least 1");
        }
        if (bitDepth != 16 && bitDepth != 24 && bitDepth != 32) {
            throw new IllegalArgumentException("bitDepth=" + bitDepth + ": 16, 24 or 32");
        }
        if (channels < 1 || channels > AudioBlock.MAX_CHANNELS) {
            throw new IllegalArgumentException("channels=" + channels + ": 1…" + AudioBlock.MAX_CHANNELS);
        }
    }

    /** Bytes of one frame. */
    public int frameBytes() {
        return bitDepth / 8 * channels;
    }
}
