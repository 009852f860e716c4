package io.antiphon.engine.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that turns of a render thread allocate, window by window.
 *
 * <p>When a method is about to be compiled, the VM makes the string constants of its class, some hundred bytes once, on the
 * account of the thread that called it last. What the program allocates, it allocates in every window, so a test asks for a
 * window without a byte; what happens less often is for RealTimeMethodsTest, which reads the code. One thread.
 */
public final class AllocationWindows {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int turns;
    private final List<Long> bytes = new ArrayList<>();
    private int turn;
    private long sum;

    /** @param turns turns of a window */
    public AllocationWindows(int turns) {
        this.turns = turns;
    }

    /** Runs one turn on the calling thread. */
    public void run(Runnable work) {
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        sum += threads.getCurrentThreadAllocatedBytes() - before;
        if (++turn % turns == 0) {
            bytes.add(sum);
            sum = 0;
        }
    }

    /** Bytes in each whole window so far. */
    public List<Long> bytes() {
        return List.copyOf(bytes);
    }
}
