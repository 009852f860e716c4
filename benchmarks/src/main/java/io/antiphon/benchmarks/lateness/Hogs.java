package io.antiphon.benchmarks.lateness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of normal priority that never rest. They end with this object, and by themselves when this JVM is gone. */
final class Hogs implements AutoCloseable {
    private static final Path CHRT = Path.of("/usr/bin/chrt");
    private static final String SCRIPT =
            "while kill -0 $1 2>/dev/null; do i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done; done";

    private final List<Process> processes = new ArrayList<>();

    Hogs(int count) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(CHRT)) { // a child has the priority of the JVM's thread that starts it
            command.addAll(List.of(CHRT.toString(), "-o", "0"));
        }
        command.addAll(List.of(
                "sh", "-c", SCRIPT, "hog", Long.toString(ProcessHandle.current().pid())));
        for (int i = 0; i < count; i++) {
            processes.add(new ProcessBuilder(command).start());
        }
    }

    @Override
    public void close() throws InterruptedException {
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            process.waitFor();
        }
    }
}
