package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.Cascade;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;

/** Filters its input. It sounds on after its input until the filters' tail has died away; from then on it is silent. */
final class FilterNode extends Node {
    private final Cascade cascade;
    private final int frames;

    FilterNode(Cascade cascade, int frames) {
        super(new AudioBlock(AudioBlock.MAX_CHANNELS, frames));
        this.cascade = cascade;
        this.frames = frames;
    }

    @Override
    @RealTime
    public boolean isResting() {
        return output().isSilent() && cascade.isAtRest() && cascade.isSettled();
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        AudioBlock from = inputs[0].block();
        if (from.isSilent() && cascade.isAtRest()) {
            cascade.jump();
            output().silence(from.channels());
            return;
        }
        cascade.process(from.samples(), output().samples(), from.channels(), frames);
        output().written(from.channels());
    }
}
