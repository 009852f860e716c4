package io.antiphon.benchmarks.listeners;

import io.antiphon.benchmarks.report.ProcessFigures;
import io.antiphon.systemtests.peer.AntiphonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the server holds at one moment, after a collection of garbage. Immutable.
 *
 * @param sessions listeners that it knows
 * @param threads of the system
 * @param handshakes virtual threads that serve the DTLS of one listener
 * @param descriptors open files and sockets
 * @param residentMb memory of the process
 */
record ServerFigures(int sessions, int threads, int handshakes, int descriptors, double residentMb) {
    private static final Pattern DTLS_THREAD = Pattern.compile("\"webrtc-dtls\"");

    static ServerFigures of(AntiphonProcess server) throws IOException, InterruptedException {
        command(server, "GC.run");
        TimeUnit.SECONDS.sleep(3); // memory that was freed is given back after two
        long pid = server.process().pid();
        int threads = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .sum();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return new ServerFigures(
                    sessions(server),
                    threads,
                    handshakes(server),
                    (int) descriptors.count(),
                    ProcessFigures.residentMb(server.process()));
        }
    }

    static int sessions(AntiphonProcess server) {
        int sessions = 0;
        for (var sink : server.get("/api/stats").path("sink_stats")) {
            sessions += sink.path("webrtc_listeners").size();
        }
        return sessions;
    }

    private static int handshakes(AntiphonProcess server) throws IOException, InterruptedException {
        Path dump = Files.createTempDirectory("antiphon-bench-").resolve("threads.json");
        command(server, "Thread.dump_to_file", "-format=json", dump.toString());
        return (int) DTLS_THREAD.matcher(Files.readString(dump)).results().count();
    }

    private static void command(AntiphonProcess server, String... words) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Stream<String> command = Stream.concat(
                Stream.of(jcmd.toString(), Long.toString(server.process().pid())), Stream.of(words));
        Process process = new ProcessBuilder(command.toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + String.join(" ", words) + " failed");
        }
    }
}
