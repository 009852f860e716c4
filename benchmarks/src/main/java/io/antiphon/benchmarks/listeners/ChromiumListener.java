package io.antiphon.benchmarks.listeners;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real browser among the listeners, on a page of another site that tells us once a second what it has heard. Where there
 * is no browser, nothing is told.
 */
final class ChromiumListener implements AutoCloseable {
    private static final String PAGE = "listener.html";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer site;
    private @Nullable Process browser;
    private volatile @Nullable JsonNode heard;

    ChromiumListener() throws IOException {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", this::page);
        site.createContext("/heard", this::hear);
        site.start();
    }

    /** The site of the page, which the server has to allow. */
    String origin() {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    /** Opens the page, if there is a browser; false otherwise. */
    boolean listen(String whep) throws IOException {
        Path profile = Files.createTempDirectory("antiphon-bench-");
        String program = Optional.ofNullable(System.getenv("ANTIPHON_CHROMIUM")).orElse("chromium");
        ProcessBuilder builder = new ProcessBuilder(
                "chrt", // this process may stand at a real-time priority, which a browser never does
                "--other",
                "0",
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--autoplay-policy=no-user-gesture-required",
                "--allow-loopback-in-peer-connection",
                "--user-data-dir=" + profile,
                origin() + "/?whep=" + whep);
        try {
            browser = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    /** What {@code getStats} said of the stream a second ago at the most; null before it plays. */
    @Nullable
    JsonNode heard() {
        return heard;
    }

    private void page(HttpExchange exchange) throws IOException {
        try (InputStream in = ChromiumListener.class.getResourceAsStream(PAGE)) {
            byte[] page = in == null ? new byte[0] : in.readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        } finally {
            exchange.close();
        }
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            heard = JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        Process running = browser;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            try {
                running.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        site.stop(0);
    }
}
