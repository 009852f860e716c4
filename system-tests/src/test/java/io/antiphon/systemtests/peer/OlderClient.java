package io.antiphon.systemtests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A client of the ancestors: HTTP/1.1 over TLS that verifies nothing, a connection for each request, a few tries, no
 * redirects. One thread.
 */
public final class OlderClient {
    private static final int TRIES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final int timeoutMs;
    private final List<String> headers;
    private int triesMade;

    /**
     * @param timeoutMs of connecting and of waiting for an answer
     * @param headers whole lines, beside Host
     */
    public OlderClient(int port, int timeoutMs, String... headers) {
        this.port = port;
        this.timeoutMs = timeoutMs;
        this.headers = List.of(headers);
    }

    /**
     * What is answered.
     *
     * @param head status line and headers
     * @param body as JSON, as such a client reads all bodies
     */
    public record Answer(int status, String head, JsonNode body) {}

    /** Where it asks. */
    public int port() {
        return port;
    }

    /** How many tries all requests took together. */
    public int triesMade() {
        return triesMade;
    }

    /** A GET without a body. */
    public Answer get(String path) {
        return send("GET", path, "");
    }

    /** A request with a JSON body, or none when it is empty. */
    public Answer send(String method, String path, String json) {
        String text = text(method, path, json);
        String head = text.substring(0, text.indexOf("\r\n\r\n"));
        String body = text.substring(head.length() + 4);
        try {
            return new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, JSON.readTree(body));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " was not answered in JSON: " + text, e);
        }
    }

    /** The whole answer, of the first try that gets one. */
    public String text(String method, String path, String json) {
        for (int attempt = 1; ; attempt++) {
            triesMade++;
            try {
                return exchange(method, path, json);
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new UncheckedIOException(method + " " + path, e);
                }
            }
        }
    }

    private String exchange(String method, String path, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        StringBuilder request =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        if (body.length > 0) {
            request.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        request.append("Connection: close\r\n\r\n");
        try (SSLSocket socket = (SSLSocket) trustingAnybody().getSocketFactory().createSocket()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("");
            socket.setSSLParameters(parameters);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMs);
            socket.setSoTimeout(timeoutMs);
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            sent.writeBytes(request.toString().getBytes(StandardCharsets.UTF_8));
            sent.writeBytes(body);
            socket.getOutputStream().write(sent.toByteArray());
            return answer(new DataInputStream(socket.getInputStream()));
        }
    }

    private static String answer(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        int length = 0;
        for (String line : head.toString().toLowerCase(Locale.ROOT).split("\r\n", -1)) {
            if (line.startsWith("content-length:")) {
                length = Integer.parseInt(line.split(":", 2)[1].strip());
            }
        }
        byte[] body = length > 0 ? in.readNBytes(length) : in.readAllBytes();
        return head + new String(body, StandardCharsets.UTF_8);
    }

    private static SSLContext trustingAnybody() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAnybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Trusts every certificate. */
    private static final class TrustAnybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
