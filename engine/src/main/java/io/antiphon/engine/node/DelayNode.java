package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.ChannelMatrix;
import io.antiphon.engine.dsp.DelayLine;
import io.antiphon.engine.dsp.Mixing;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Gives its input back later. When the delay changes, two taps of the same line are faded into each other; a change that
 * comes during a fade waits for its end, and of several the latest counts.
 *
 * <p>Where the input has more channels than what stands in the line, the old ones keep their places; where it has fewer,
 * it is brought to them by {@link ChannelMatrix#auto} until the line has run silent.
 */
final class DelayNode extends Node {
    /** Length of the fade from one delay to another; 21 ms at 48 kHz. */
    static final int FADE_FRAMES = 1024;

    /** Before every position, and far enough from the ends of what a position can be. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final AtomicReference<@Nullable Move> pending = new AtomicReference<>();
    private final int frames;
    private final float[] scratch;
    private DelayLine line;
    private int delayFrames;
    private int wantedFrames;
    private int nextFrames;
    private int faded = FADE_FRAMES;
    private int channels = 1;

    /** Positions between which something may sound. */
    private long soundFrom;

    private long soundTo = NEVER;

    DelayNode(DelayLine line, int delayFrames, int frames) {
        super(new AudioBlock(line.channels(), frames));
        this.line = line;
        this.frames = frames;
        this.delayFrames = delayFrames;
        this.wantedFrames = delayFrames;
        this.nextFrames = delayFrames;
        this.scratch = new float[frames];
    }

    /** Changes the delay, and the line when one is given. A line that was given before and not yet taken stays in force. Control thread. */
    void move(int delayFrames, @Nullable DelayLine other) {
        Move before = pending.getAndSet(null);
        pending.set(new Move(delayFrames, other == null && before != null ? before.line : other));
    }

    /** The line's own count of frames stands still meanwhile; nothing but silence is in it. */
    @Override
    @RealTime
    public boolean isResting() {
        return output().isSilent()
                && isIdle(line.end())
                && faded == FADE_FRAMES
                && wantedFrames == delayFrames
                && pending.get() == null
                && line.isAlone();
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        Move move = pending.get() == null ? null : pending.getAndSet(null);
        if (move != null) {
            take(move);
        }
        long at = line.end();
        write(inputs[0].block(), at);
        if (faded == FADE_FRAMES && wantedFrames != delayFrames) {
            nextFrames = wantedFrames;
            faded = 0;
        }
        read(at);
        line.forget(at - longestDelay());
    }

    @RealTime
    private void take(Move move) {
        wantedFrames = move.delayFrames;
        if (move.line != null) {
            move.line.takeOver(line);
            line = move.line;
        }
    }

    @RealTime
    private void write(AudioBlock from, long at) {
        boolean idle = isIdle(at);
        if (from.isSilent()) {
            if (!idle) {
                for (int c = 0; c < line.channels(); c++) {
                    line.write(null, c, frames);
                }
            }
        } else {
            int incoming = Math.min(from.channels(), line.channels());
            if (idle) {
                soundFrom = at;
                channels = incoming;
            }
            channels = Math.max(channels, incoming);
            soundTo = at + frames;
            for (int c = 0; c < line.channels(); c++) {
                line.write(c < channels ? incoming(from, c) : null, c, frames);
            }
        }
        line.advance(frames);
    }

    /** One channel of the input as it goes into the line. */
    @RealTime
    private float[] incoming(AudioBlock from, int channel) {
        if (from.channels() >= channels) {
            return from.channel(channel);
        }
        Arrays.fill(scratch, 0f);
        float[][] matrix = ChannelMatrix.auto(from.channels(), channels);
        for (int in = 0; in < from.channels(); in++) {
            if (matrix[in][channel] != 0) {
                Mixing.add(from.channel(in), scratch, frames, matrix[in][channel]);
            }
        }
        return scratch;
    }

    @RealTime
    private void read(long at) {
        float start = (float) faded / FADE_FRAMES;
        boolean fading = faded < FADE_FRAMES;
        if (fading) {
            faded = Math.min(FADE_FRAMES, faded + frames);
        }
        float step = ((float) faded / FADE_FRAMES - start) / frames;
        if (isSilent(at - delayFrames) && isSilent(at - nextFrames)) {
            output().silence(channels);
        } else {
            for (int c = 0; c < channels; c++) {
                float[] into = output().channel(c);
                line.read(into, c, at - delayFrames, frames);
                if (fading) {
                    Mixing.scaleRamp(into, into, frames, 1 - start, -step);
                    line.read(scratch, c, at - nextFrames, frames);
                    Mixing.addRamp(scratch, into, frames, start, step);
                }
            }
            output().written(channels);
        }
        if (faded == FADE_FRAMES) {
            delayFrames = nextFrames;
        }
    }

    /** True when nothing is in the line, nor in what it took over, that could still be heard. */
    @RealTime
    private boolean isIdle(long at) {
        return at - soundTo >= Math.max(line.frames(), longestDelay());
    }

    @RealTime
    private int longestDelay() {
        return Math.max(Math.max(delayFrames, nextFrames), wantedFrames);
    }

    @RealTime
    private boolean isSilent(long from) {
        return from >= soundTo || from + frames <= soundFrom;
    }

    /**
     * A change on its way to the node.
     *
     * @param delayFrames delay to go to
     * @param line line to go on with, or null to keep the one in use
     */
    private record Move(int delayFrames, @Nullable DelayLine line) {}
}
