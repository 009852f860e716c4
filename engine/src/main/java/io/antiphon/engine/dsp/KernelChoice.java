package io.antiphon.engine.dsp;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The choice between the twins of one kernel, made once: the vector twin when its module is loaded, the processor has
 * the width, a seeded self-test gives the plain twin's bits, and it is faster. Both twins are compiled when the choice
 * is made, so that the render thread never meets cold code.
 *
 * @param kernel the twin to use
 * @param status why
 * @param <K> the kernel
 */
record KernelChoice<K>(K kernel, KernelStatus status) {
    static final String PLAIN = "plain";
    static final String VECTOR = "vector";
    private static final String MODULE = "jdk.incubator.vector";

    /** Calls after which the compiler has begun with a kernel; the graph for warming up does the rest. */
    private static final int WARM_UP_CALLS = 1_000;

    /** How long a twin may stay slower than the other one before that is believed: the compiler works beside it. */
    private static final long PATIENCE_NS = 8_000_000_000L;

    private static final int CALLS_A_BATCH = 10;

    /**
     * Chooses. Takes some tenths of a second; any thread but the render thread.
     *
     * @param family name for the status
     * @param plain the plain twin
     * @param isWide whether the processor has the vectors that the vector twin works with; like {@code vector} a lambda,
     *     not a method reference, which would load the twin's class where the module is not there
     * @param vector makes the vector twin; called only when the module is there
     * @param trial runs a kernel on the same seeded input at each call and returns what came out
     */
    static <K> KernelChoice<K> choose(
            String family, K plain, BooleanSupplier isWide, Supplier<K> vector, Trial<K> trial) {
        if (System.getProperty("java.vm.info", "").contains("interpreted mode")) {
            return plain(family, plain, "nothing is compiled here", 0, 0);
        }
        double plainNs = 0;
        try {
            plainNs = measure(plain, trial, Double.MAX_VALUE);
            if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
                return plain(family, plain, MODULE + " is not loaded", plainNs, 0);
            }
            if (!isWide.getAsBoolean()) {
                return plain(family, plain, "the processor's vectors are too short", plainNs, 0);
            }
            K twin = vector.get();
            float[] expected = trial.run(plain);
            if (!Arrays.equals(expected, trial.run(twin))) {
                return plain(family, plain, "the twins differ", plainNs, 0);
            }
            double vectorNs = measure(twin, trial, plainNs);
            if (!Arrays.equals(expected, trial.run(twin))) {
                return plain(family, plain, "the twins differ once compiled", plainNs, vectorNs);
            }
            if (vectorNs >= plainNs) {
                return plain(family, plain, "the vector twin is not faster here", plainNs, vectorNs);
            }
            return new KernelChoice<>(twin, new KernelStatus(family, VECTOR, "faster, same bits", plainNs, vectorNs));
        } catch (LinkageError e) { // a runtime whose incubator module has changed
            return plain(family, plain, "the vector twin cannot be linked", plainNs, 0);
        }
    }

    private static <K> KernelChoice<K> plain(String family, K kernel, String why, double plainNs, double vectorNs) {
        return new KernelChoice<>(kernel, new KernelStatus(family, PLAIN, why, plainNs, vectorNs));
    }

    /** Nanoseconds of one trial once the code is compiled: the best of many batches, until it beats {@code goalNs}. */
    private static <K> double measure(K kernel, Trial<K> trial, double goalNs) {
        long begin = System.nanoTime();
        double best = Double.MAX_VALUE;
        for (int calls = 0; calls < WARM_UP_CALLS || best >= goalNs; calls += CALLS_A_BATCH) {
            long start = System.nanoTime();
            if (start - begin > PATIENCE_NS) {
                break;
            }
            for (int i = 0; i < CALLS_A_BATCH; i++) {
                trial.run(kernel);
            }
            best = Math.min(best, (double) (System.nanoTime() - start) / CALLS_A_BATCH);
        }
        return best;
    }

    /**
     * What both twins are given.
     *
     * @param <K> the kernel
     */
    interface Trial<K> {
        /** Runs the kernel on the same seeded input at each call and returns what came out. */
        float[] run(K kernel);
    }
}
