package io.antiphon.engine.graph;

import io.antiphon.engine.audio.RealTime;

/** Somebody who runs a part of a schedule's stage while the render thread runs the other. Called by the render thread. */
public interface PartRunner {
    /** Nobody: never there. */
    PartRunner NOBODY = new PartRunner() {
        @Override
        @RealTime
        public boolean take() {
            return false;
        }

        @Override
        @RealTime
        public void begin(Schedule schedule, int from, int to, long position, int timed) {}

        @Override
        @RealTime
        public int join() {
            return 0;
        }

        @Override
        @RealTime
        public void letGo() {}
    };

    /** True when it stood ready: it is the render thread's until {@link #letGo}. */
    @RealTime
    boolean take();

    /** Begins at once to run the steps {@code from…to} of the schedule, as {@link Schedule#runPart} does. */
    @RealTime
    void begin(Schedule schedule, int from, int to, long position, int timed);

    /** Waits until that is done, and says how many nodes were run. */
    @RealTime
    int join();

    /** Lets it go until the next period. */
    @RealTime
    void letGo();
}
