package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.LoudnessSlots;
import io.antiphon.engine.dsp.TruePeak;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures the loudness of its input and passes nothing on. Render thread; any may restart it. */
final class LoudnessMeterNode extends Node {
    private static final int SLOTS_PER_PEAK = LoudnessSlots.A_SECOND / 10;

    private final LoudnessWindow window = new LoudnessWindow();
    private final LoudnessSlots slots;
    private final TruePeak truePeak;
    private final int frames;
    private final AtomicInteger restarts = new AtomicInteger();
    private int measurement;
    private float peak;

    LoudnessMeterNode(GraphFormat format) {
        super(new AudioBlock(1, 1));
        this.frames = format.periodFrames();
        this.slots = new LoudnessSlots(format.sampleRateHz());
        this.truePeak = new TruePeak(format.sampleRateHz(), frames);
    }

    LoudnessWindow window() {
        return window;
    }

    int restart() {
        return restarts.incrementAndGet();
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        int wanted = restarts.get();
        if (wanted != measurement) {
            measurement = wanted;
            peak = 0;
            window.restart(wanted);
        }
        AudioBlock from = inputs[0].block();
        peak = truePeak.raise(from, peak);
        for (int at = 0; at < frames; ) {
            at += slots.feed(from, at);
            if (slots.endSlot()) {
                onSlot();
            }
        }
    }

    @RealTime
    private void onSlot() {
        window.publish(slots.momentaryEnergy(), slots.shortTermEnergy(), peak);
        if (slots.slots() % SLOTS_PER_PEAK == 0) {
            peak = 0;
        }
    }
}
