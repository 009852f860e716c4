package io.antiphon.benchmarks.router;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The packaged program as a process of its own, so that its CPU time is not mixed with the load's. */
final class ServerUnderTest implements AutoCloseable {
    private static final long START_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final int apiPort;
    private final int screamPort;
    private final double startMs;

    ServerUnderTest() throws IOException, InterruptedException {
        apiPort = freeTcpPort();
        screamPort = freeUdpPort();
        Path home = Files.createTempDirectory("antiphon-bench-");
        Files.writeString(home.resolve("config.yaml"), "settings:\n  demo: 'off'\n");
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("antiphon.launcher", "./antiphon"),
                "run",
                "--home",
                home.toString(),
                "--api-host",
                "127.0.0.1",
                "--api-port",
                Integer.toString(apiPort),
                "--tls",
                "off",
                "--auth",
                "none",
                "--scream-receiver-port",
                Integer.toString(screamPort),
                "--webrtc-port",
                Integer.toString(freeUdpPort()));
        builder.environment().put("ANTIPHON_SKIP_BUILD", "1");
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("server.log").toFile());
        long begun = System.nanoTime();
        process = builder.start();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - begun > START_TIMEOUT_NS) {
                throw new IOException("the server did not start:\n" + Files.readString(home.resolve("server.log")));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        startMs = (System.nanoTime() - begun) / 1e6;
    }

    /** From the launcher's start to the first answer. */
    double startMs() {
        return startMs;
    }

    int screamPort() {
        return screamPort;
    }

    /** CPU time of the process so far, all threads, user and system. */
    double cpuMs() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }

    /** Resident memory in megabytes, as the kernel counts it. */
    double residentMb() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }

    void post(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "POST " + path + " " + json + " answered " + answer.statusCode() + " " + answer.body());
        }
    }

    String get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private boolean answers() throws InterruptedException {
        try {
            return http.send(request("/sinks").build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + apiPort + path))
                .timeout(Duration.ofSeconds(10));
    }

    private static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
