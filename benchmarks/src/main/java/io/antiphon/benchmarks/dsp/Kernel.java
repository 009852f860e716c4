package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.report.Target;
import java.util.List;

/** Something that is run once a period, and timed. Makes its input when it is made. One thread at a time. */
interface Kernel {
    /** What it does, as it stands in the table. */
    String name();

    /** What is asked of it. */
    Target target();

    /** Definitions and file of the C program that does the same; empty where there is none. */
    List<String> reference();

    /** Runs one period. */
    void block();

    /** What the last period made of one channel; both sides' must be equally loud, else they do not do the same work. */
    float[] output();
}
