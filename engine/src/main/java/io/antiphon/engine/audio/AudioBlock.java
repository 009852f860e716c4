package io.antiphon.engine.audio;

import java.util.Arrays;

/**
 * One period of planar audio: an array of float samples for each channel, full scale ±1.0.
 *
 * <p>Owned by the render thread. The number of channels in use may change from period to period, up to the capacity;
 * the number of frames never does. A block that is known to hold only zeros says so with {@link #isSilent()}, and
 * readers may then skip it; a silent block's samples are zero too, so that a reader that does not ask is right as well.
 */
public final class AudioBlock {
    /** Most channels that a block can carry: 7.1. */
    public static final int MAX_CHANNELS = 8;

    private final float[][] samples;
    private final int frames;
    private int channels;
    private boolean silent = true;

    /**
     * Creates a silent block.
     *
     * @param channels channels in use and capacity, 1…{@value #MAX_CHANNELS}
     * @param frames frames in the block, at least 1
     */
    public AudioBlock(int channels, int frames) {
        if (channels < 1 || channels > MAX_CHANNELS || frames < 1) {
            throw new IllegalArgumentException(
                    "block: channels=" + channels + " (1…" + MAX_CHANNELS + "), frames=" + frames + " (1…)");
        }
        this.samples = new float[channels][frames];
        this.channels = channels;
        this.frames = frames;
    }

    /** Frames in this block; the same for its whole life. */
    @RealTime
    public int frames() {
        return frames;
    }

    /** Channels in use now, 1…{@link #capacity()}. */
    @RealTime
    public int channels() {
        return channels;
    }

    /** Most channels that this block can carry. */
    @RealTime
    public int capacity() {
        return samples.length;
    }

    /** Samples of one channel, {@link #frames()} long. Writers call {@link #written(int)} afterwards. */
    @RealTime
    public float[] channel(int index) {
        return samples[index];
    }

    /** All channel arrays, {@link #capacity()} of them; the first {@link #channels()} are in use. */
    @RealTime
    public float[][] samples() {
        return samples;
    }

    /** True when every sample is known to be zero. */
    @RealTime
    public boolean isSilent() {
        return silent;
    }

    /** Declares that the first {@code channels} arrays hold this period's audio. */
    @RealTime
    public void written(int channels) {
        this.channels = channels;
        this.silent = false;
    }

    /** Makes the block silent with the given number of channels; costs nothing when it already was. */
    @RealTime
    public void silence(int channels) {
        this.channels = channels;
        if (!silent) {
            for (float[] channel : samples) {
                Arrays.fill(channel, 0f);
            }
            silent = true;
        }
    }
}
