package io.antiphon.io.file;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.ring.AudioRing;

/**
 * An unbroken stretch of a stream with one number of channels, on its way from the render thread to the disk. The render
 * thread writes; everything else is the disk thread's.
 */
final class Take {
    /** Before the first frame. */
    static final long NOWHERE = Long.MIN_VALUE;

    /** Audio that waits for the disk, at 48 kHz 0.68 s. */
    private static final int WAITING_FRAMES = 32_768;

    private final int channels;
    private final WindowedFile file;
    private final AudioRing ring;

    /** Position of the first frame that was ever written. */
    private volatile long origin = NOWHERE;

    private int owedFrames;

    Take(int channels, WindowedFile file) {
        this.channels = channels;
        this.file = file;
        this.ring = new AudioRing(channels, WAITING_FRAMES);
    }

    @RealTime
    int channels() {
        return channels;
    }

    WindowedFile file() {
        return file;
    }

    AudioRing ring() {
        return ring;
    }

    /** Position of the first frame, or {@link #NOWHERE}. Any thread. */
    long origin() {
        return origin;
    }

    /** Takes a period; false when there is no room, or when it has other channels and silence stands for it. */
    @RealTime
    boolean write(AudioBlock from, long position) {
        if (origin == NOWHERE) {
            origin = position;
        }
        owedFrames -= ring.writeSilence(owedFrames);
        boolean fits = from.isSilent() || from.channels() == channels;
        if (!fits || owedFrames > 0 || ring.free() < from.frames()) {
            owedFrames += from.frames(); // silence later, so that frames stay at their positions
            return false;
        }
        if (from.isSilent()) {
            ring.writeSilence(from.frames());
        } else {
            ring.write(from.samples(), channels, 0, from.frames());
        }
        return true;
    }
}
