package io.antiphon.systemtests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
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
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The program as a user starts it, on ports of its own and with a folder of its own. Ends it when closed, and when it does
 * not come up. One thread uses it; requests may come from any.
 */
public final class AntiphonProcess implements AutoCloseable {
    /** Stands among the options when clients shall have to log in. */
    public static final String LOGIN = "login";

    private static final Pattern LOGIN_LINK = Pattern.compile("http\\S+(/login\\?token=\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_MS = 5;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .cookieHandler(new CookieManager()) // who logged in stays so
            .build();
    private final Path home;
    private final int apiPort;
    private final int screamPort;
    private final int webRtcPort;
    private final List<String> options;
    private Process process;
    private double startMs;

    private AntiphonProcess(Path home, int screamPort, int webRtcPort, List<String> options) throws IOException {
        this.home = home;
        this.options = List.copyOf(options);
        this.apiPort = FreePort.tcp();
        this.screamPort = screamPort;
        this.webRtcPort = webRtcPort;
        this.process = launch();
        awaitAnswer();
    }

    /** Starts it in that folder with these options beside the usual ones, and waits until it answers. */
    public static AntiphonProcess start(Path home, String... options) throws IOException {
        return start(home, FreePort.udp(), FreePort.udp(), options);
    }

    /** The same, on these ports for media. */
    public static AntiphonProcess start(Path home, int screamPort, int webRtcPort, String... options)
            throws IOException {
        return new AntiphonProcess(home, screamPort, webRtcPort, List.of(options));
    }

    /** Starts the launcher with these words and nothing else; the caller ends it. Output goes to {@code log}. */
    public static Process launch(Path log, Map<String, String> environment, List<String> words) throws IOException {
        return launch(List.of(), log, environment, words);
    }

    /** The same as a user who may not ask for a real-time priority, whatever this one may. */
    public static Process launchWithoutRights(Path log, List<String> words) throws IOException {
        // Only root can take a right from root, and needs to: the others' limit is 0 unless somebody raised it.
        List<String> before = System.getProperty("user.name", "").equals("root")
                ? List.of("setpriv", "--bounding-set=-sys_nice", "--inh-caps=-sys_nice")
                : List.of("prlimit", "--rtprio=0");
        return launch(before, log, Map.of(), words);
    }

    private static Process launch(List<String> before, Path log, Map<String, String> environment, List<String> words)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(launcher().toString());
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("ANTIPHON_SKIP_BUILD", "1");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What the system property names, as {@code ./antiphon} does for its commands, else the script of this checkout. */
    private static Path launcher() {
        String script = System.getProperty("antiphon.launcher", "../antiphon");
        Path launcher = Path.of(script).toAbsolutePath().normalize();
        if (!Files.isExecutable(launcher)) {
            throw new IllegalStateException("no launcher at " + launcher);
        }
        return launcher;
    }

    private Process launch() throws IOException {
        List<String> words = new ArrayList<>(List.of(
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
                asksForLogin() ? "login" : "none",
                "--scream-receiver-port",
                Integer.toString(screamPort),
                "--webrtc-port",
                Integer.toString(webRtcPort)));
        options.stream().filter(option -> !option.equals(LOGIN)).forEach(words::add);
        return launch(log(), Map.of(), words);
    }

    private boolean asksForLogin() {
        return options.contains(LOGIN);
    }

    /** What was started is ended again when it does not answer: nobody else could. */
    private void awaitAnswer() throws IOException {
        long begunNs = System.nanoTime();
        boolean answered = false;
        try {
            while (!answers()) {
                if (!process.isAlive() || System.nanoTime() - begunNs > START_TIMEOUT_NS) {
                    throw new IOException("no answer of GET /sinks:\n" + Files.readString(log()));
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
            startMs = (System.nanoTime() - begunNs) / 1e6;
            answered = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it started", e);
        } finally {
            if (!answered) {
                kill();
            }
        }
    }

    private boolean answers() {
        try {
            return send("GET", "/sinks", null).statusCode() == (asksForLogin() ? 401 : 200);
        } catch (UncheckedIOException e) {
            return false; // not yet
        }
    }

    /** Ends it at once, as a power cut would, and starts it again in the same folder. */
    public void killAndRestart() throws IOException {
        kill();
        process = launch();
        awaitAnswer();
    }

    /** Ends it at once with SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The process. */
    public Process process() {
        return process;
    }

    /** From the launcher's start to the first answer, the last time it was started. */
    public double startMs() {
        return startMs;
    }

    /** What it printed. */
    public Path log() {
        return Path.of(home + ".log");
    }

    public int screamPort() {
        return screamPort;
    }

    /** UDP port of browsers' media. */
    public int webRtcPort() {
        return webRtcPort;
    }

    public int apiPort() {
        return apiPort;
    }

    /** Address of the web page and the API, without a slash at the end. */
    public String address() {
        return "http://127.0.0.1:" + apiPort;
    }

    /** Logs in by the link of the start; from then on all that is sent is an admin's. Returns the session cookie's value. */
    public String logInByLink() throws IOException {
        long begunNs = System.nanoTime();
        Matcher link = LOGIN_LINK.matcher(Files.readString(log()));
        while (!link.find()) { // it is printed a moment after the first answer
            if (System.nanoTime() - begunNs > START_TIMEOUT_NS) {
                throw new IOException("no login link in " + log());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
            link = LOGIN_LINK.matcher(Files.readString(log()));
        }
        HttpResponse<String> answer = send("GET", link.group(1), null);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow(() -> new IOException(answer.toString()));
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    /** Body of a GET that must succeed. */
    public JsonNode get(String path) {
        return expect(send("GET", path, null), 200);
    }

    /** POST of a JSON object that must succeed. */
    public void post(String path, String json) {
        expect(send("POST", path, json), 200);
    }

    /** PUT of a JSON object that must succeed. */
    public void put(String path, String json) {
        expect(send("PUT", path, json), 200);
    }

    /** DELETE that must succeed. */
    public void delete(String path) {
        expect(send("DELETE", path, null), 200);
    }

    /** Any request; the caller looks at the answer. */
    public HttpResponse<String> send(String method, String path, @Nullable String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address() + path)).timeout(Duration.ofSeconds(10));
        if (json == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.method(method, HttpRequest.BodyPublishers.ofString(json))
                    .header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** POST of an SDP offer to listen to a sink. */
    public HttpResponse<String> offer(String sink, String sdp) {
        return send(HttpRequest.newBuilder(URI.create(address() + "/api/whep/" + sink))
                .header("Content-Type", "application/sdp")
                .POST(HttpRequest.BodyPublishers.ofString(sdp))
                .build());
    }

    private static JsonNode expect(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.request().method() + " " + answer.uri() + " answered " + answer.statusCode()
                    + ": " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }

    /** Adds a Scream sink that sends 48 kHz, 16 bit, stereo to a port of 127.0.0.1. */
    public void addScreamSink(String name, int port) {
        post("/sinks", """
                {"name":"%s","ip":"127.0.0.1","port":%d,"sample_rate":48000,"bit_depth":16,"channels":2,"channel_layout":"stereo"}""".formatted(name, port));
    }

    /** Adds a source for a sender's address. */
    public void addSource(String name, String ip) {
        post("/sources", "{\"name\":\"%s\",\"ip\":\"%s\"}".formatted(name, ip));
    }

    /** Adds a source for a generator's tag. */
    public void addGenerator(String name, String tag) {
        post("/sources", "{\"name\":\"%s\",\"tag\":\"%s\"}".formatted(name, tag));
    }

    /** Adds a route at gain 1. */
    public void addRoute(String name, String source, String sink) {
        post("/routes", "{\"name\":\"%s\",\"source\":\"%s\",\"sink\":\"%s\"}".formatted(name, source, sink));
    }

    /** A counter of the engine. */
    public long engineCounter(String name) {
        return get("/api/stats").path("engine").path("counters").path(name).asLong(-1);
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

    /** A folder for a test's files, kept after the run. */
    public static Path folder(String test) {
        try {
            Path root =
                    Files.createDirectories(Path.of("target", "system-tests").toAbsolutePath());
            return Files.createTempDirectory(root, test + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
