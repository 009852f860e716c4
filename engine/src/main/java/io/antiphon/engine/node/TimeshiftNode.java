package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.Fades;
import io.antiphon.engine.endpoint.HistoryReader;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;

/**
 * Plays a history as it was some time ago. A move fades out within a period; what is played from there fades in as soon
 * as it has been fetched. What is not there is silence, and the history counts it; before it the sound fades out.
 */
final class TimeshiftNode extends Node {
    private static final long NOWHERE = 0;

    private final HistoryReader history;
    private final int frames;
    private volatile long wantedFrames;
    private long shiftFrames = NOWHERE;
    private boolean fresh = true;

    TimeshiftNode(HistoryReader history, long shiftFrames, int frames) {
        super(new AudioBlock(AudioBlock.MAX_CHANNELS, frames));
        this.history = history;
        this.frames = frames;
        this.wantedFrames = shiftFrames;
    }

    /** Moves to so many frames ago. Control thread. */
    void shiftTo(long framesAgo) {
        wantedFrames = framesAgo;
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        if (shiftFrames == NOWHERE || !history.read(output(), position - shiftFrames)) {
            output().silence(output().channels());
            fresh = true;
        }
        if (fresh && !output().isSilent()) {
            Fades.in(output().samples(), output().channels(), frames, 0, frames);
            fresh = false;
        }
        long next = position + frames;
        long wanted = wantedFrames;
        boolean moves = wanted != shiftFrames;
        if (!output().isSilent() && (moves || !history.isThere(next - shiftFrames, frames))) {
            Fades.out(output().samples(), output().channels(), frames, frames);
            fresh = true;
        }
        if (moves) {
            shiftFrames = wanted;
            fresh = true;
            history.seek(next - wanted);
        }
    }
}
