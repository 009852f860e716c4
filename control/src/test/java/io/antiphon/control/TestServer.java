package io.antiphon.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.api.StartException;
import io.antiphon.control.schema.Json;
import io.antiphon.control.settings.SettingsException;
import io.antiphon.control.settings.SettingsReader;
import io.antiphon.control.store.BadFileException;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.HistoryStore;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A control plane on a free loopback port, with fake endpoints and an engine that the test turns by hand. */
public final class TestServer implements AutoCloseable {
    static {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host"); // tests call it by other names
    }

    public final ManualClock clock = new ManualClock();
    public final FakeEndpoints endpoints = new FakeEndpoints();
    public final FakeStreams streams = new FakeStreams();
    public final FakeLogLevels levels = new FakeLogLevels();
    public final Engine engine = new Engine(GraphFormat.DEFAULT, clock, RenderThreadSetup.NONE);
    public final ControlPlane plane;
    private final HttpClient client = HttpClient.newHttpClient();

    public TestServer(Path home, String... flags) throws SettingsException, StartException, BadFileException {
        this(HistoryStore.NONE, home, flags);
    }

    /** With a place where streams are kept. */
    public TestServer(HistoryStore histories, Path home, String... flags)
            throws SettingsException, StartException, BadFileException {
        Map<String, String> given = new HashMap<>(Map.of(
                "home",
                home.toString(),
                "api-host",
                "127.0.0.1",
                "api-port",
                "0",
                "tls",
                "off",
                "auth",
                "none",
                "demo",
                "off"));
        for (int i = 0; i < flags.length; i += 2) {
            given.put(flags[i], flags[i + 1]);
        }
        plane = new ControlPlane(
                new SettingsReader(given, Map.of()).read(),
                engine,
                List.of(endpoints.sourceProvider()),
                List.of(endpoints.sinkProvider()),
                endpoints.broadcastProvider(),
                streams,
                histories,
                clock,
                levels);
        plane.start();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + plane.port() + path);
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, null, headers);
    }

    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, body, headers);
    }

    public HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, null);
    }

    public HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpClient client() {
        return client;
    }

    /** Logs in by the link that the start prints. Returns the cookie of an admin. */
    public String logInByLink() throws IOException, InterruptedException {
        String link = plane.loginLink();
        return cookie(get(link.substring(link.indexOf("/login"))));
    }

    /** The cookie that an answer sets, as a browser sends it back. */
    public static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    public static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
        return Json.MAPPER.readTree(response.body());
    }

    @Override
    public void close() {
        plane.close();
        engine.close();
        client.shutdownNow();
    }
}
