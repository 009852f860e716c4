package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.RampedMatrix;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;

/** Weighs its input's channels into its output's. */
final class MatrixNode extends Node {
    private final RampedMatrix matrix;
    private final int channels;
    private final int frames;

    MatrixNode(RampedMatrix matrix, int channels, int frames) {
        super(new AudioBlock(channels, frames));
        this.matrix = matrix;
        this.channels = channels;
        this.frames = frames;
    }

    @Override
    @RealTime
    public boolean isResting() {
        return output().isSilent() && matrix.isSettled();
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        AudioBlock from = inputs[0].block();
        if (from.isSilent()) {
            matrix.jump(from.channels());
            output().silence(channels);
            return;
        }
        matrix.apply(from.samples(), from.channels(), output().samples(), frames);
        output().written(channels);
    }
}
