package io.antiphon.control.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.antiphon.control.ServerTest;
import io.antiphon.control.auth.ServerCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class CertificateRenewalTest extends ServerTest {
    @Override
    protected String[] flags() {
        return new String[] {"tls", "on"};
    }

    @Test
    void renewedCertificateIsServedWithoutARestart() throws Exception {
        Path renewed = home.resolve("renewed");
        KeyStore keys = ServerCertificate.load(ServerCertificate.Location.own(renewed));
        Certificate next = keys.getCertificate(keys.aliases().nextElement());
        assertThat(served()).isNotEqualTo(next);

        for (String name : new String[] {"cert.pem", "key.pem"}) {
            Files.copy(renewed.resolve(name), home.resolve("tls").resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> served().equals(next));
    }

    private Certificate served() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.plane.port())) {
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    /** The test compares certificates itself. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
