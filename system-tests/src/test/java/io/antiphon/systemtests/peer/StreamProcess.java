package io.antiphon.systemtests.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@code antiphon stream} as a user starts it, on a port of its own that it keeps over restarts. One thread. */
public final class StreamProcess implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePort.tcp();
    private final Path folder;
    private final Map<String, String> environment;
    private final List<String> options;
    private Process process;

    private StreamProcess(Path folder, Map<String, String> environment, List<String> options) throws IOException {
        this.folder = folder;
        this.environment = environment;
        this.options = options;
        this.process = launch();
    }

    /** Starts it with these options beside those of its address, and waits until it answers. */
    public static StreamProcess start(Path folder, Map<String, String> environment, String... options)
            throws IOException {
        StreamProcess started = new StreamProcess(folder, environment, List.of(options));
        boolean answers = false;
        try {
            started.awaitAnswer();
            answers = true;
            return started;
        } finally {
            if (!answers) {
                started.close();
            }
        }
    }

    private Process launch() throws IOException {
        List<String> words =
                new ArrayList<>(List.of("stream", "--host", "127.0.0.1", "--port", Integer.toString(port)));
        words.addAll(options);
        return AntiphonProcess.launch(log(), environment, words);
    }

    private void awaitAnswer() {
        Awaitility.await("an answer")
                .pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IOException("it ended: " + Files.readString(log()));
                    }
                    return answers();
                });
    }

    private boolean answers() throws InterruptedException {
        try {
            return send("GET", "/api/stream", "").statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** Ends it at once, as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it again at the same address. */
    public void startAgain() throws IOException {
        process = launch();
        awaitAnswer();
    }

    /** Address of the page. */
    public String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** What it printed, the last time it was started. */
    public Path log() {
        return folder.resolve("out.log");
    }

    /** Any request, with a JSON body unless that is empty. */
    public HttpResponse<String> send(String method, String path, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        return http.send(
                json.isEmpty()
                        ? request.build()
                        : request.header("Content-Type", "application/json").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
