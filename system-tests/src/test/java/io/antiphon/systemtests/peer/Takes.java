package io.antiphon.systemtests.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A measurement of sound on a machine that is not ours alone. A take that is clean counts, whatever the machine did; one
 * that is not counts unless the machine itself was seen to stall, by something that is not the server: then it says nothing
 * and is made anew, {@link #MOST} times in all.
 */
public final class Takes {
    /** Takes at most; the last one counts in any case. */
    public static final int MOST = 3;

    private final List<String> disturbances = new ArrayList<>();
    private final boolean first;

    /** One take. */
    @FunctionalInterface
    public interface Take {
        /** Measures, tells {@code takes} what disturbed the machine meanwhile, and only then asserts. */
        void run(Takes takes) throws IOException;
    }

    private Takes(boolean first) {
        this.first = first;
    }

    /** Makes takes until one counts. */
    public static void of(Take take) throws IOException {
        for (int n = 1; ; n++) {
            writeBack();
            Takes takes = new Takes(n == 1);
            try {
                take.run(takes);
                return;
            } catch (AssertionError e) {
                if (n == MOST || takes.disturbances.isEmpty()) {
                    throw e;
                }
                System.out.printf(
                        "take %d is not clean, but says nothing: %s. %s%n",
                        n, String.join(", ", takes.disturbances), e.getMessage());
            }
        }
    }

    /** What builds and other tests have written goes to the disk now and not in the midst of the take: some disks stall the machine. */
    private static void writeBack() throws IOException {
        new ProcessBuilder("sync").inheritIO().start().onExit().join();
    }

    /** False when the take before was disturbed: this one may prepare for it. */
    public boolean isFirst() {
        return first;
    }

    /** Says that something which is not the server has been held up, and how. */
    public void disturbed(String how) {
        disturbances.add(how);
    }
}
