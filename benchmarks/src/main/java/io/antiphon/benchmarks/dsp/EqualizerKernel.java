package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.dsp.Cascade;
import io.antiphon.engine.dsp.CascadeSettings;
import io.antiphon.engine.dsp.Section;
import io.antiphon.engine.dsp.Sections;
import io.antiphon.engine.node.EqualizerSettings;
import java.util.ArrayList;
import java.util.List;

/** 18 peaks in series, stereo, as the equaliser's node runs them: planar in and out. */
final class EqualizerKernel implements Kernel {
    private static final int SAMPLE_RATE_HZ = 48_000;

    private final Cascade cascade;
    private final float[][] noise = Noise.planar(2, Noise.FRAMES, 1);
    private final float[][] in;
    private final float[][] out;
    private final int frames;
    private int at;

    EqualizerKernel(int frames) {
        this.frames = frames;
        this.in = new float[2][frames];
        this.out = new float[2][frames];
        List<Section> sections = new ArrayList<>();
        for (double hz : EqualizerSettings.CENTRES_HZ) {
            sections.add(Sections.peak(hz, sections.size() % 2 == 0 ? 6 : -4, 1, SAMPLE_RATE_HZ));
        }
        this.cascade = new Cascade(new CascadeSettings(sections, sections.size()), frames);
    }

    @Override
    public String name() {
        return "equaliser, 18 bands";
    }

    @Override
    public Target target() {
        return Target.timesReference(0.5);
    }

    @Override
    public List<String> reference() {
        return List.of("equaliser.c");
    }

    @Override
    public void block() {
        for (int c = 0; c < in.length; c++) {
            System.arraycopy(noise[c], at, in[c], 0, frames);
        }
        at = (at + frames) % Noise.FRAMES;
        cascade.process(in, out, in.length, frames);
    }

    @Override
    public float[] output() {
        return out[0];
    }
}
