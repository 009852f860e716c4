package io.antiphon.benchmarks.stress;

import io.antiphon.engine.ring.AudioRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** A full ring of 1 and 2 is read once while 3 is offered: what was read, how many were taken, what is left at the end. */
@JCStressTest
@Outcome(id = "1, 0, 2, 0", expect = Expect.ACCEPTABLE, desc = "The ring was still full: 3 was refused.")
@Outcome(id = "1, 1, 2, 3", expect = Expect.ACCEPTABLE, desc = "3 took the place of 1 after 1 was read.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A frame was overwritten before it was read, or lost, or invented.")
@State
public class RingNeverOverwritesStress {
    private final AudioRing ring = new AudioRing(1, 2);
    private final float[][] from = {{1, 2, 3}};
    private final float[][] into = new float[1][3];

    /** Fills the ring. */
    public RingNeverOverwritesStress() {
        ring.write(from, 1, 0, 2);
    }

    /** The reading thread. */
    @Actor
    public void reader(IIII_Result result) {
        ring.read(into, 0, 1);
        result.r1 = (int) into[0][0];
    }

    /** The writing thread. */
    @Actor
    public void writer(IIII_Result result) {
        result.r2 = ring.write(from, 1, 2, 1);
    }

    /** Takes what is left when both are done. */
    @Arbiter
    public void rest(IIII_Result result) {
        ring.read(into, 1, 2);
        result.r3 = (int) into[0][1];
        result.r4 = (int) into[0][2];
    }
}
