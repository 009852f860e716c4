package io.antiphon.control;

import static io.antiphon.control.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.control.FakeEndpoints.FakeBroadcast;
import io.antiphon.control.api.StartException;
import io.antiphon.control.auth.ServerCertificate;
import io.antiphon.control.store.BadFileException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ControlPlaneTest {
    @TempDir
    Path home;

    @Test
    void aFirstStartPlaysADemoAndTheNextStartFindsIt() throws Exception {
        JsonNode first;
        try (TestServer server = new TestServer(home, "demo", "on")) {
            first = json(server.get("/routes"));
            assertThat(first.get(0).get("name").asText()).isEqualTo("Demo to this browser");
            assertThat(server.endpoints.sources.getFirst().tag).isEqualTo("demo:");
            assertThat(server.endpoints.sinks).isEmpty();
        }
        try (TestServer server = new TestServer(home, "demo", "on")) {
            assertThat(json(server.get("/routes"))).isEqualTo(first);
        }
    }

    @Test
    void turningAVolumeMakesNoRevisionAndChangingANameDoes() throws Exception {
        try (TestServer server = new TestServer(home, "demo", "on")) {
            assertThat(server.send("PUT", "/sources/Demo", "{\"volume\":0.5}").statusCode())
                    .isEqualTo(200);
            assertThat(server.send("PUT", "/sources/Demo", "{\"volume\":0.5,\"name\":\"Piece\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(revisions()).as("of the start and of the name").isEqualTo(2);
    }

    private long revisions() throws Exception {
        Path folder = home.resolve("revisions");
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void aPortInUseIsNamedWithItsSetting() throws Exception {
        try (TestServer server = new TestServer(home.resolve("a"))) {
            String port = Integer.toString(server.plane.port());
            assertThatThrownBy(() -> new TestServer(home.resolve("b"), "api-port", port).close())
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + port + " of 127.0.0.1 is in use")
                    .hasMessageContaining("--api-port");
        }
    }

    @Test
    void aBrokenFileStopsTheStartAndStaysAsItIs() throws Exception {
        Files.writeString(home.resolve("config.yaml"), "sinks: [{name: a, ip: 10.0.0.1, volume: 7}]\n");

        assertThatThrownBy(() -> new TestServer(home).close())
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("sinks.0.volume: must be from 0 to 3.1623");
        assertThat(Files.readString(home.resolve("config.yaml"))).contains("volume: 7");
    }

    @Test
    void closingTakesLessThanASecondWithClientsConnected() throws Exception {
        TestServer server = new TestServer(home);
        server.get("/sinks");
        long beginNs = System.nanoTime();
        server.plane.close();
        assertThat(Duration.ofNanos(System.nanoTime() - beginNs)).isLessThan(Duration.ofSeconds(1));
        server.close();
    }

    @Test
    void changesFromManySidesAreMadeOneAfterAnother() throws Exception {
        try (TestServer server = new TestServer(home)) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String body = "{\"name\":\"s" + i + "\",\"ip\":\"10.0.0.1\"}";
                answers.add(server.client()
                        .sendAsync(
                                HttpRequest.newBuilder(server.uri("/sinks"))
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().body()).isEqualTo("true");
            }
            assertThat(json(server.get("/sinks"))).hasSize(100);
        }
        try (TestServer server = new TestServer(home)) {
            assertThat(json(server.get("/sinks"))).hasSize(100);
        }
    }

    @Test
    void aSinkGoesOffTheAirSomeSecondsAfterTheLastListener() throws Exception {
        try (TestServer server = new TestServer(home)) {
            server.post("/sinks", "{\"name\":\"a\",\"protocol\":\"web_receiver\"}");
            String first = join(server);
            String second = join(server);
            assertThat(server.endpoints.broadcasts).hasSize(1);
            FakeBroadcast broadcast = server.endpoints.broadcasts.getFirst();

            server.delete(first);
            assertThat(broadcast.closed).isFalse();
            server.delete(second);
            await().atMost(Duration.ofSeconds(6)).until(() -> broadcast.closed);
            await().atMost(Duration.ofSeconds(6)).until(() -> {
                server.engine.renderPeriod();
                return broadcast.input.closed;
            });

            assertThat(join(server)).startsWith("/api/whep/a/");
            assertThat(server.endpoints.broadcasts).hasSize(2);
            server.delete("/sinks/a");
            assertThat(server.endpoints.broadcasts.getLast().closed).isTrue();
        }
    }

    @Test
    void itsOwnCertificateIsMadeOnceAndServed() throws Exception {
        Path folder = home.resolve("tls");
        KeyStore made = ServerCertificate.own(folder);
        X509Certificate certificate = (X509Certificate) made.getCertificate("server");
        assertThat(certificate.getSubjectAlternativeNames().toString())
                .contains("localhost", "antiphon.local", "127.0.0.1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.pem"))))
                .isEqualTo("rw-------");

        try (TestServer server = new TestServer(home, "tls", "on");
                HttpClient trusting = HttpClient.newBuilder()
                        .sslContext(trusting(certificate))
                        .build()) {
            URI uri = URI.create("https://127.0.0.1:" + server.plane.port() + "/sinks");
            HttpResponse<String> response =
                    trusting.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("[]");
            trusting.shutdownNow();
        }
    }

    private static String join(TestServer server) throws Exception {
        HttpResponse<String> joined = server.post("/api/whep/a", "v=0", "Content-Type", "application/sdp");
        assertThat(joined.statusCode()).isEqualTo(201);
        return joined.headers().firstValue("Location").orElseThrow();
    }

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("own", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
