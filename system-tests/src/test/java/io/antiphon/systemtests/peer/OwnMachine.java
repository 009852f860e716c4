package io.antiphon.systemtests.peer;

import java.io.IOException;

/**
 * While it is open, the test's JVM stands above normal programs, where that is allowed, as if it ran on a machine of its
 * own. Receivers in it would otherwise wait at a safepoint for any other thread of the JVM that the kernel has
 * set aside for a compiler next door: 30 ms were seen.
 *
 * <p>Only for tests that mostly wait. When real-time threads leave less than 5 % of a processor to normal ones, Linux takes
 * it away from them all for 50 ms a second, the render thread too. To be opened before receivers, which then
 * place themselves higher; browsers are not to be started in it. One thread owns it.
 */
public final class OwnMachine implements AutoCloseable {
    /** Below the server, which shall not wait for its test. */
    private static final int PRIORITY = 4;

    public OwnMachine() throws IOException {
        allThreads("--rr", PRIORITY);
    }

    @Override
    public void close() throws IOException {
        allThreads("--other", 0);
    }

    /** Without the right to it everything stays as it is. */
    private static void allThreads(String policy, int priority) throws IOException {
        String jvm = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("chrt", "--all-tasks", policy, "--pid", Integer.toString(priority), jvm)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }
}
