package io.antiphon.benchmarks.streams;

import io.antiphon.benchmarks.report.ProcessFigures;
import io.antiphon.systemtests.peer.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Icecast with one mount, and ffmpeg that encodes a tone for it in real time. One thread. */
final class Icecast implements AutoCloseable {
    private static final String PATH = "/bench.mp3";
    private static final long FIRST_WAIT_MS = 3_000;

    private final int port = FreePort.tcp();
    private final Process server;
    private final Process source;

    Icecast(Path folder, int clients, int kbps) throws IOException, InterruptedException {
        Path config = folder.resolve("icecast.xml");
        Files.createDirectories(folder.resolve("web"));
        Files.writeString(config, """
            <icecast>
              <location>here</location><admin>nobody@localhost</admin>
              <limits><clients>%d</clients><sources>2</sources><queue-size>524288</queue-size>
                <burst-on-connect>1</burst-on-connect><burst-size>65535</burst-size></limits>
              <authentication><source-password>hackme</source-password><admin-user>admin</admin-user>
                <admin-password>hackme</admin-password></authentication>
              <hostname>localhost</hostname>
              <listen-socket><port>%d</port><bind-address>127.0.0.1</bind-address></listen-socket>
              <paths><basedir>%s</basedir><logdir>%s</logdir><webroot>%s/web</webroot><adminroot>%s/web</adminroot></paths>
              <logging><accesslog>-</accesslog><errorlog>-</errorlog><loglevel>1</loglevel></logging>
              <security><chroot>0</chroot>
                <changeowner><user>nobody</user><group>nogroup</group></changeowner></security>
            </icecast>
            """.formatted(clients + 50, port, folder, folder, folder, folder));
        server = run(folder.resolve("icecast.log"), "icecast2", "-c", config.toString());
        TimeUnit.MILLISECONDS.sleep(FIRST_WAIT_MS / 3);
        source = run(
                folder.resolve("ffmpeg.log"),
                "ffmpeg",
                "-nostdin",
                "-v",
                "error",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "sine=440:sample_rate=48000,aformat=channel_layouts=stereo",
                "-c:a",
                "libmp3lame",
                "-b:a",
                kbps + "k",
                "-content_type",
                "audio/mpeg",
                "-f",
                "mp3",
                "icecast://source:hackme@127.0.0.1:" + port + PATH);
        TimeUnit.MILLISECONDS.sleep(FIRST_WAIT_MS); // its burst is there
        if (!server.isAlive() || !source.isAlive()) {
            close();
            throw new IOException("Icecast or its source did not start: "
                    + Files.readString(folder.resolve("icecast.log")) + Files.readString(folder.resolve("ffmpeg.log")));
        }
    }

    /** True when the programs are installed. */
    static boolean isInstalled() {
        return Stream.of("icecast2", "ffmpeg")
                .allMatch(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))));
    }

    private static Process run(Path log, String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    Process server() {
        return server;
    }

    int port() {
        return port;
    }

    String path() {
        return PATH;
    }

    double serverCpuMs() {
        return ProcessFigures.cpuMs(server);
    }

    double sourceCpuMs() {
        return ProcessFigures.cpuMs(source);
    }

    @Override
    public void close() {
        source.destroyForcibly().onExit().join();
        server.destroyForcibly().onExit().join();
    }
}
