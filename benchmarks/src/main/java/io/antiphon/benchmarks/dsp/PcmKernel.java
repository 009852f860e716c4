package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.dsp.Dither;
import io.antiphon.engine.dsp.PcmEncoder;
import java.util.List;
import java.util.Locale;

/** Float to interleaved 16 bits, as it leaves for the wire. */
final class PcmKernel implements Kernel {
    private final float[][] in;
    private final byte[] out;
    private final Dither dither;
    private final PcmEncoder encoder;
    private final int frames;

    PcmKernel(Dither dither, int frames) {
        this.dither = dither;
        this.encoder = new PcmEncoder(16, 2, 1, dither, 48_000);
        this.frames = frames;
        this.in = Noise.planar(2, frames, 1);
        this.out = new byte[frames * 4];
    }

    @Override
    public String name() {
        return "to 16 bits, dither " + dither.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Target target() {
        return Target.NONE;
    }

    @Override
    public List<String> reference() {
        return List.of();
    }

    @Override
    public void block() {
        encoder.encode(in, frames, out, 0);
    }

    @Override
    public float[] output() {
        return in[0];
    }
}
