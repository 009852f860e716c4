package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.Fades;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;

/**
 * Keeps its input and plays it as it was some time ago. A move fades out within a period; what is played from there
 * fades in as soon as it has been fetched. What is not there is silence, and the history counts it.
 */
final class TimeshiftNode extends Node {
    private final HistoryTap history;
    private final int frames;
    private volatile long wantedFrames;
    private long shiftFrames;
    private boolean fresh;

    TimeshiftNode(HistoryTap history, int frames) {
        super(new AudioBlock(AudioBlock.MAX_CHANNELS, frames));
        this.history = history;
        this.frames = frames;
    }

    /** Moves to so many frames ago. Control thread. */
    void shiftTo(long framesAgo) {
        wantedFrames = framesAgo;
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        AudioBlock now = inputs[0].block();
        history.write(now, position);
        play(now, position);
        if (fresh && !output().isSilent()) {
            Fades.in(output().samples(), output().channels(), frames, 0, frames);
            fresh = false;
        }
        long wanted = wantedFrames;
        if (wanted != shiftFrames) {
            if (!output().isSilent()) {
                Fades.out(output().samples(), output().channels(), frames, frames);
            }
            shiftFrames = wanted;
            fresh = true;
            history.seek(position + frames - wanted);
        }
    }

    @RealTime
    private void play(AudioBlock now, long position) {
        if (shiftFrames == 0) {
            copy(now);
        } else if (!history.read(output(), position - shiftFrames)) {
            output().silence(history.channels());
            fresh = true;
        }
    }

    @RealTime
    private void copy(AudioBlock now) {
        if (now.isSilent()) {
            output().silence(now.channels());
            return;
        }
        for (int c = 0; c < now.channels(); c++) {
            System.arraycopy(now.channel(c), 0, output().channel(c), 0, frames);
        }
        output().written(now.channels());
    }
}
