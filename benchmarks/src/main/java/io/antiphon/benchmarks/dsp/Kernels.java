package io.antiphon.benchmarks.dsp;

import io.antiphon.engine.dsp.Dither;
import io.antiphon.engine.dsp.ResampleQuality;
import io.antiphon.engine.node.DelaySettings;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.MeterSettings;
import java.util.List;
import java.util.function.IntFunction;

/** All kernels that are timed, each made for a number of frames a period. */
final class Kernels {
    static final List<IntFunction<Kernel>> ALL = List.of(
            MixKernel::new,
            MatrixKernel::new,
            EqualizerKernel::new,
            frames -> new ResamplerKernel(48_000, ResampleQuality.EQUAL_RATES, frames),
            frames -> new ResamplerKernel(44_100, ResampleQuality.TAPS_64, frames),
            frames -> new ResamplerKernel(44_100, ResampleQuality.TAPS_128, frames),
            frames -> new FixedResamplerKernel(ResampleQuality.TAPS_64, frames),
            frames -> new FixedResamplerKernel(ResampleQuality.TAPS_128, frames),
            frames -> new PcmKernel(Dither.TRIANGULAR, frames),
            frames -> new PcmKernel(Dither.SHAPED, frames),
            frames -> new NodeKernel("node: gain", new GainSettings(0.9), frames),
            frames -> new NodeKernel("node: meter", new MeterSettings(), frames),
            frames -> new NodeKernel("node: delay", new DelaySettings(0.1, 2), frames));

    private Kernels() {}
}
