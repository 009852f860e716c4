package io.antiphon.benchmarks.stress;

import io.antiphon.engine.ring.AudioRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A ring for two frames holds one; each side asks how many it may move and moves as many: free, written, available,
 * read.
 */
@JCStressTest
@Outcome(id = "1, 1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Neither saw the other.")
@Outcome(id = "1, 1, 2, 2", expect = Expect.ACCEPTABLE, desc = "The reader saw what the writer added.")
@Outcome(id = "2, 2, 1, 1", expect = Expect.ACCEPTABLE, desc = "The writer saw the room that the reader made.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Fewer were moved than were promised, or more than there can be.")
@State
public class RingKeepsItsPromisesStress {
    private final AudioRing ring = new AudioRing(1, 2);
    private final float[][] from = {{1, 2, 3, 4}};
    private final float[][] into = new float[1][4];

    /** Puts one frame in. */
    public RingKeepsItsPromisesStress() {
        ring.write(from, 1, 0, 1);
    }

    /** The writing thread. */
    @Actor
    public void writer(IIII_Result result) {
        result.r1 = ring.free();
        result.r2 = ring.write(from, 1, 1, result.r1);
    }

    /** The reading thread. */
    @Actor
    public void reader(IIII_Result result) {
        result.r3 = ring.available();
        result.r4 = ring.read(into, 0, result.r3);
    }
}
