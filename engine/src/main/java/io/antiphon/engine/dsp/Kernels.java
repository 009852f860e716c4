package io.antiphon.engine.dsp;

import java.util.List;

/** All kernels that have twins. Any thread but the render thread. */
public final class Kernels {
    private static volatile boolean warm;

    private Kernels() {}

    /**
     * Chooses and compiles all kernels, so that the render thread meets no cold code. To be called once, before it
     * starts; takes about a second. One after the other: side by side, they keep the compiler from its work.
     */
    public static void warmUp() {
        CascadeKernels.CHOICE.status();
        LevelKernels.MATRIX.status();
        PolyphaseKernels.warmUp();
        warm = true;
    }

    /** As {@link #status}, but never waits: empty before they are warm. */
    public static List<KernelStatus> chosen() {
        return warm ? status() : List.of();
    }

    /** Which twin is in use in each family, and why. */
    public static List<KernelStatus> status() {
        return List.of(
                PolyphaseKernels.CHOICE.status(),
                CascadeKernels.CHOICE.status(),
                LevelKernels.MIX.status(),
                LevelKernels.MATRIX.status());
    }
}
