package io.antiphon.io.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The real-time priorities of the program, in one table. All but {@link #RENDER} are taken only where the launcher
 * started the whole JVM at a real-time priority: a thread that runs alone above the rest of the machine would gain
 * nothing, since it waits for the others at each safepoint.
 *
 * <p>No thread of the JVM may go below what the launcher gave it, the compiler's least of all: Java threads spin while
 * they wait for it to notice a handshake, and two of them on two processors then keep it from ever running.
 */
public enum ThreadRole {
    /** Renders the graph; asks for its priority whatever the launcher could do. */
    RENDER(70),
    /** Sends packets at their time. */
    NET_OUT(45),
    /** Stamps the arrival of packets. */
    NET_IN(40),
    /** Encodes and sends to browsers, and answers them. */
    MEDIA(30);

    private static final int POLICY_FIELD = 41;

    private final int priority;

    ThreadRole(int priority) {
        this.priority = priority;
    }

    /** Priority under SCHED_FIFO. */
    public int priority() {
        return priority;
    }

    /** Puts the calling thread where it belongs. */
    public Outcome take() {
        if (this != RENDER && !processIsRealTime()) {
            return Outcome.refused("the JVM itself has no real-time priority");
        }
        return LinuxScheduling.callerToFifo(priority);
    }

    /** Whether the main thread, and with it all that it started, runs under SCHED_FIFO or SCHED_RR; proc(5), stat. */
    private static boolean processIsRealTime() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return !fields[POLICY_FIELD - 3].equals("0");
        } catch (IOException e) {
            return false; // not Linux
        }
    }
}
