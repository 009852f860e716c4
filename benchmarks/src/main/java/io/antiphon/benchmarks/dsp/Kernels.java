package io.antiphon.benchmarks.dsp;

import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.MeterSettings;
import java.util.List;
import java.util.function.IntFunction;

/** All kernels that are timed, each made for a number of frames a period. */
final class Kernels {
    static final List<IntFunction<Kernel>> ALL = List.of(
            MixKernel::new,
            MatrixKernel::new,
            frames -> new ResamplerKernel("variable resampler, 64 taps", 1.0001, frames),
            frames -> new ResamplerKernel("variable resampler, 128 taps (2:1)", 2, frames),
            frames -> new ResamplerKernel("44.1 → 48 kHz, 64 taps", 44_100.0 / 48_000, frames),
            PcmKernel::new,
            frames -> new NodeKernel("node: gain", new GainSettings(0.9), frames),
            frames -> new NodeKernel("node: meter", new MeterSettings(), frames));

    private Kernels() {}
}
