package io.antiphon.benchmarks.stress;

import io.antiphon.engine.ring.AudioRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two frames are written one after the other while the reader asks for two: count, first, second. */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "None is there yet.")
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "The first is there.")
@Outcome(id = "2, 1, 2", expect = Expect.ACCEPTABLE, desc = "Both are there, in order.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A frame came before the one in front of it, or without its samples.")
@State
public class RingKeepsOrderStress {
    private final AudioRing ring = new AudioRing(1, 4);
    private final float[][] from = {{1, 2}};
    private final float[][] into = new float[1][2];

    /** The writing thread. */
    @Actor
    public void writer() {
        ring.write(from, 1, 0, 1);
        ring.write(from, 1, 1, 1);
    }

    /** The reading thread. */
    @Actor
    public void reader(III_Result result) {
        result.r1 = ring.read(into, 0, 2);
        result.r2 = (int) into[0][0];
        result.r3 = (int) into[0][1];
    }
}
