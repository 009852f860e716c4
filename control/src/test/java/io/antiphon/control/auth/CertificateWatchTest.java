package io.antiphon.control.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateWatchTest {
    @TempDir
    Path home;

    private final List<KeyStore> taken = new ArrayList<>();
    private Path used;
    private Path renewed;
    private Certificate next;
    private CertificateWatch watch;

    @BeforeEach
    void make() throws Exception {
        used = home.resolve("used");
        renewed = home.resolve("renewed");
        ServerCertificate.own(used);
        next = ServerCertificate.own(renewed).getCertificate(ServerCertificate.ALIAS);
        watch = new CertificateWatch(ServerCertificate.Location.own(used), taken::add);
    }

    @Test
    void filesThatStayAreNotTakenAgain() {
        watch.look();
        watch.look();

        assertThat(taken).isEmpty();
    }

    @Test
    void renewedPairIsTakenOnce() throws Exception {
        copy("cert.pem");
        copy("key.pem");
        watch.look();
        watch.look();

        assertThat(taken)
                .singleElement()
                .satisfies(store -> assertThat(store.getCertificate(ServerCertificate.ALIAS))
                        .isEqualTo(next));
    }

    @Test
    void certificateWaitsForItsKey() throws Exception {
        copy("cert.pem");
        watch.look();
        assertThat(taken).isEmpty();

        copy("key.pem");
        watch.look();
        assertThat(taken).hasSize(1);
    }

    @Test
    void whatIsNoCertificateIsLeftUntilItIs() throws Exception {
        Files.writeString(used.resolve("cert.pem"), "-----BEGIN CERTIFICATE-----\nhalf");
        watch.look();
        Files.delete(used.resolve("key.pem"));
        watch.look();
        assertThat(taken).isEmpty();

        copy("cert.pem");
        copy("key.pem");
        watch.look();
        assertThat(taken).hasSize(1);
    }

    private void copy(String name) throws IOException {
        Files.copy(renewed.resolve(name), used.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
