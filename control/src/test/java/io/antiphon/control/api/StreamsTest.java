package io.antiphon.control.api;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.FakeStreams.FakeStream;
import io.antiphon.control.ServerTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class StreamsTest extends ServerTest {
    @Override
    protected String[] flags() {
        return new String[] {"max-stream-listeners", "3", "max-stream-listeners-per-address", "2"};
    }

    @BeforeEach
    void addSinks() throws Exception {
        server.post("/sinks", "{\"name\":\"a\",\"ip\":\"10.1.2.3\",\"config_id\":\"the-id\"}");
        server.post("/sinks", "{\"name\":\"b\",\"protocol\":\"web_receiver\"}");
        server.post("/sinks", "{\"name\":\"tape.flac\",\"protocol\":\"web_receiver\"}");
        server.post("/sinks", "{\"name\":\"all\",\"is_group\":true,\"group_members\":[\"a\",\"b\"]}");
        server.post("/sinks", "{\"name\":\"quiet\",\"protocol\":\"web_receiver\",\"enable_mp3\":false}");
    }

    @ParameterizedTest
    @CsvSource({
        "/stream/10.1.2.3/, mp3 320 kb/s, audio/mpeg",
        "/stream/a, mp3 320 kb/s, audio/mpeg",
        "/stream/the-id/, mp3 320 kb/s, audio/mpeg",
        "/stream/a.mp3?bitrate=96, mp3 96 kb/s, audio/mpeg",
        "/stream/10.1.2.3.opus, opus 128 kb/s, audio/ogg; codecs=opus",
        "/stream/a.opus?bitrate=24, opus 24 kb/s, audio/ogg; codecs=opus",
        "/stream/a.flac, flac 16 bits, audio/flac",
        "/stream/a.flac?bits=24, flac 24 bits, audio/flac",
        "/stream/tape.flac, mp3 320 kb/s, audio/mpeg",
        "/stream/tape.flac.flac, flac 16 bits, audio/flac",
    })
    void theAddressSaysWhichSinkAndHow(String path, String body, String type) throws Exception {
        HttpResponse<String> stream = server.get(path);
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.body()).isEqualTo(body);
        assertThat(stream.headers().firstValue("Content-Type").orElse("").replace(";c", "; c"))
                .isEqualTo(type);
        assertThat(stream.headers().firstValue("Content-Length")).isEmpty();
        assertThat(stream.headers().firstValue("icy-metaint")).isEmpty();

        HttpResponse<String> described = server.send("HEAD", path, null);
        assertThat(described.statusCode()).isEqualTo(200);
        assertThat(described.headers().firstValue("Content-Type"))
                .isEqualTo(stream.headers().firstValue("Content-Type"));
        assertThat(described.headers().firstValue("Content-Length")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/stream/nobody, 404, not_found, name",
        "/stream/nobody.opus, 404, not_found, name",
        "/stream/10.9.9.9/, 404, not_found, name",
        "/stream/%07, 422, out_of_range, sink",
        "/stream/a.mp3?bitrate=384, 422, out_of_range, bitrate",
        "/stream/a.mp3?bitrate=x, 422, out_of_range, bitrate",
        "/stream/a.opus?bitrate=5, 422, out_of_range, bitrate",
        "/stream/a.flac?bits=20, 422, out_of_range, bits",
        "/stream/all, 409, is_group, sink",
        "/stream/quiet, 409, streams_off, enable_mp3",
        "/stream/quiet/index.m3u8, 409, streams_off, enable_mp3",
        "/stream/nobody/index.m3u8, 404, not_found, name",
        "/stream/a/index.m3u8?bitrate=9, 422, out_of_range, bitrate",
        "/stream/a/index.m3u8?bitrate=100, 422, out_of_range, bitrate",
        "/stream/a/nothing.txt, 404, not_found, file",
        "/stream/a/128k-7.aac, 404, not_found, file",
    })
    void whatCannotBeHeardIsToldClearly(String path, int status, String code, String key) throws Exception {
        HttpResponse<String> refused = server.get(path);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(json(refused).get("code").asText()).isEqualTo(code);
        assertThat(json(refused).get("key").asText()).isEqualTo(key);
        assertThat(server.send("HEAD", path.replaceAll("/[^/]*\\.(m3u8|aac|txt).*", ""), null)
                        .statusCode())
                .isNotEqualTo(500);
    }

    @Test
    void whatTheServerCannotEncodeIsUnavailable() throws Exception {
        server.streams.problem = "this server cannot encode flac";
        HttpResponse<String> refused = server.get("/stream/a.flac");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).get("code").asText()).isEqualTo("not_encoded");
        assertThat(json(refused).get("message").asText()).isEqualTo("this server cannot encode flac");
        assertThat(server.get("/stream/a/index.m3u8").statusCode()).isEqualTo(503);
    }

    @Test
    void theRateOfWhoDoesNotSayOneIsThatOfTheSettings() throws Exception {
        server.post("/api/settings", "{\"mixer_tuning\":{\"mp3_bitrate_kbps\":200}}");
        assertThat(server.get("/stream/a").body()).isEqualTo("mp3 192 kb/s");
    }

    @Test
    void titlesComeToWhoAsksForThem() throws Exception {
        HttpResponse<String> stream = server.get("/stream/a", "Icy-MetaData", "1");
        assertThat(stream.headers().firstValue("icy-metaint")).hasValue("16000");
        assertThat(stream.headers().firstValue("icy-name")).hasValue("a");
        assertThat(stream.headers().firstValue("icy-br")).hasValue("320");
        assertThat(server.get("/stream/a.flac", "Icy-MetaData", "1").headers().firstValue("icy-metaint"))
                .isEmpty();
    }

    @Test
    void oneListenerTooManyWaitsUntilOneHasLeft() throws Exception {
        server.streams.endless = true;
        InputStream first = listen("/stream/a").body();
        listen("/stream/b.opus");
        HttpResponse<InputStream> refused = listen("/stream/a");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(new String(refused.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("too_many_listeners", "max_stream_listeners_per_address", "2 players listen from 127.0.0.1");

        first.close();
        FakeStream a = server.streams.streams.getFirst();
        Awaitility.await("the connection was seen to be gone").until(() -> {
            if (!a.listeners.isEmpty()) {
                a.listeners.getFirst().send(new byte[1_000]).get(10, TimeUnit.SECONDS);
            }
            return a.listeners.isEmpty();
        });
        assertThat(listen("/stream/a").statusCode()).isEqualTo(200);
    }

    @Test
    void aSinkIsOnTheAirWhileSomebodyListensAndWhenItIsDeletedTheStreamEnds() throws Exception {
        server.streams.endless = true;
        InputStream sound = listen("/stream/a").body();
        FakeStream stream = server.streams.streams.getFirst();
        assertThat(sound.readNBytes(3)).isEqualTo("mp3".getBytes(StandardCharsets.UTF_8));
        stream.listeners
                .getFirst()
                .send("more".getBytes(StandardCharsets.UTF_8))
                .get(10, TimeUnit.SECONDS);
        assertThat(json(server.get("/api/stats")).toString())
                .contains("\"format\":\"mp3 320 kb/s\"", "\"slow_listeners_dropped\":3");

        assertThat(server.delete("/sinks/all").statusCode()).isEqualTo(200);
        assertThat(server.delete("/sinks/a").statusCode()).isEqualTo(200);
        assertThat(new String(sound.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(" 320 kb/smore");
        assertThat(stream.closed).isTrue();

        assertThat(listen("/stream/b").statusCode()).isEqualTo(200);
        FakeStream other = server.streams.streams.getLast();
        other.listeners.getFirst().close();
        Awaitility.await("off the air").until(() -> other.closed);
    }

    @Test
    void aPlaylistNamesSegmentsThatACacheMayKeep() throws Exception {
        HttpResponse<String> playlist = server.get("/stream/a/index.m3u8?bitrate=96");
        assertThat(playlist.body()).isEqualTo("""
            #EXTM3U
            #EXT-X-VERSION:3
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-TARGETDURATION:2
            #EXT-X-MEDIA-SEQUENCE:7
            #EXTINF:2.00533,
            96k-7.aac
            #EXTINF:2.00533,
            96k-8.aac
            #EXTINF:2.00533,
            96k-9.aac
            """);
        assertThat(playlist.headers().firstValue("Content-Type")).hasValue("application/vnd.apple.mpegurl");
        assertThat(playlist.headers().firstValue("Cache-Control")).hasValue("public, max-age=1");

        HttpResponse<String> segment = server.get("/stream/a/96k-8.aac");
        assertThat(segment.body()).isEqualTo("segment 8");
        assertThat(segment.headers().firstValue("Content-Type")).hasValue("audio/aac");
        assertThat(segment.headers().firstValue("Cache-Control")).hasValue("public, max-age=60, immutable");
        assertThat(server.get("/stream/a/96k-10.aac").statusCode()).isEqualTo(404);
        assertThat(server.get("/stream/a/128k-8.aac").statusCode()).isEqualTo(404);
        assertThat(server.streams.streams).as("went on the air once").hasSize(1);
    }

    @Test
    void aWebSocketGetsTheSameAsBinaryMessages() throws Exception {
        server.streams.endless = true;
        CompletableFuture<String> message = new CompletableFuture<>();
        WebSocket socket = open("/ws/10.1.2.3/", message);
        assertThat(message.get(10, TimeUnit.SECONDS)).isEqualTo("mp3 320 kb/s");
        FakeStream stream = server.streams.streams.getFirst();
        assertThat(stream.listeners).hasSize(1);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        Awaitility.await("left").until(() -> stream.listeners.isEmpty());
    }

    @Test
    void webSocketsCountToTheirAddressWhateverTheirPort() throws Exception {
        server.streams.endless = true;
        List<WebSocket> sockets = new ArrayList<>();
        for (String sink : List.of("a", "b")) {
            CompletableFuture<String> message = new CompletableFuture<>();
            sockets.add(open("/ws/" + sink + "/", message));
            assertThat(message.get(10, TimeUnit.SECONDS)).isEqualTo("mp3 320 kb/s");
        }
        HttpResponse<InputStream> refused = listen("/stream/a");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(new String(refused.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("2 players listen from 127.0.0.1");
        sockets.forEach(WebSocket::abort);
    }

    @ParameterizedTest
    @CsvSource({"/ws/nobody/, 404, not_found", "/ws/all, 409, is_group", "/ws/vnc/PC, 501, not_there_yet"})
    void aWebSocketOfWhatIsNotThereIsRefusedBeforeTheUpgradeWithTheReason(String path, int status, String code)
            throws IOException {
        assertThat(handshake(path)).startsWith("HTTP/1.1 " + status + " ").contains("\"code\":\"" + code + "\"");
    }

    private HttpResponse<InputStream> listen(String path) throws Exception {
        return server.client().send(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.ofInputStream());
    }

    private WebSocket open(String path, CompletableFuture<String> message) {
        URI uri = URI.create(server.uri(path).toString().replace("http:", "ws:"));
        return server.client()
                .newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                        message.complete(StandardCharsets.UTF_8.decode(data).toString());
                        socket.request(1);
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .join();
    }

    /** The whole answer to a handshake, as it comes. */
    private String handshake(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.plane.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, close\r\n"
                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            for (int c = in.read(); c >= 0 && c != '}'; c = in.read()) {
                answer.append((char) c);
            }
            return answer.toString();
        }
    }
}
