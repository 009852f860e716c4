package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.ring.AudioRing;
import java.util.Arrays;

/**
 * The input frames that a resampler still needs, planar and in one piece, with the place of its next output frame's
 * window. Owned by the resampler's thread.
 */
final class ResampleWindow {
    private final float[][] samples;
    private final int taps;
    private int start;
    private int end;

    /**
     * @param channels channels
     * @param taps frames of one window
     * @param turnFrames most input frames of one turn
     */
    ResampleWindow(int channels, int taps, double turnFrames) {
        this.taps = taps;
        this.samples = new float[channels][taps + 2 * ((int) Math.ceil(turnFrames) + 2)];
        reset();
    }

    /** Forgets all; half a window of silence comes before the next frame fed. */
    @RealTime
    void reset() {
        start = 0;
        end = taps / 2 - 1;
        for (float[] channel : samples) {
            Arrays.fill(channel, 0, end, 0f);
        }
    }

    @RealTime
    int channels() {
        return samples.length;
    }

    /** All channels, to be read from {@link #start} on. */
    @RealTime
    float[][] samples() {
        return samples;
    }

    /** First frame of the next output frame's window. */
    @RealTime
    int start() {
        return start;
    }

    /** Moves the window on. */
    @RealTime
    void advance(int frames) {
        start += frames;
    }

    /** Frames to feed before the window that lies {@code ahead} of the next one is full; at least 0. */
    @RealTime
    int missing(long ahead) {
        return Math.max(0, (int) (start + ahead + taps - end));
    }

    /** Frames behind the end of the next window; negative when some of it are missing. */
    @RealTime
    int surplus() {
        return end - start - taps;
    }

    @RealTime
    void feed(float[][] from, int offset, int frames) {
        makeRoom(frames);
        for (int c = 0; c < samples.length; c++) {
            System.arraycopy(from[c], offset, samples[c], end, frames);
        }
        end += frames;
    }

    /** Takes as many frames as the ring has, and says how many. */
    @RealTime
    int feed(AudioRing ring, int frames) {
        makeRoom(frames);
        int taken = ring.read(samples, end, frames);
        end += taken;
        return taken;
    }

    @RealTime
    void feedSilence(int frames) {
        makeRoom(frames);
        for (float[] channel : samples) {
            Arrays.fill(channel, end, end + frames, 0f);
        }
        end += frames;
    }

    @RealTime
    boolean holdsOnlySilence() {
        for (float[] channel : samples) {
            for (int i = end - 1; i >= start; i--) {
                if (channel[i] != 0f) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Moves what is still needed to the front when the end comes near. */
    @RealTime
    private void makeRoom(int frames) {
        if (end + frames <= samples[0].length) {
            return;
        }
        int first = Math.min(start, end);
        for (float[] channel : samples) {
            System.arraycopy(channel, first, channel, 0, end - first);
        }
        start -= first;
        end -= first;
    }
}
