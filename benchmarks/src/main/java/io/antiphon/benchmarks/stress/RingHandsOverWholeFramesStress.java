package io.antiphon.benchmarks.stress;

import io.antiphon.engine.ring.AudioRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A frame of two channels is written while the reader asks for it: count, left, right. */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "The frame is not there yet.")
@Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "The whole frame is there.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A frame counts that is not written, or not whole.")
@State
public class RingHandsOverWholeFramesStress {
    private final AudioRing ring = new AudioRing(2, 2);
    private final float[][] from = {{1}, {2}};
    private final float[][] into = new float[2][1];

    /** The writing thread. */
    @Actor
    public void writer() {
        ring.write(from, 2, 0, 1);
    }

    /** The reading thread. */
    @Actor
    public void reader(III_Result result) {
        result.r1 = ring.read(into, 0, 1);
        result.r2 = (int) into[0][0];
        result.r3 = (int) into[1][0];
    }
}
