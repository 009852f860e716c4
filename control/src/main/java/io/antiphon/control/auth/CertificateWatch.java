package io.antiphon.control.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the files of the certificate were written anew, as renewal does every some weeks, and
 * hands on what they hold. Files that do not belong together, since only one of both is new, are left until they do. Its own
 * virtual thread looks; one start, one close.
 */
public final class CertificateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final long LOOK_MS = 5_000;
    private static final int LOOKS_AN_HOUR = 720;

    private final Path chain;
    private final Path key;
    private final @Nullable Path ownFolder;
    private final Consumer<KeyStore> taker;
    private final Thread thread =
            Thread.ofVirtual().name("antiphon-certificate").unstarted(this::run);
    private List<Object> seen;

    /**
     * @param files where the certificate and its key are
     * @param taker told what to serve from now on
     */
    public CertificateWatch(ServerCertificate.Location files, Consumer<KeyStore> taker) {
        this.chain = files.chain();
        this.key = files.key();
        this.ownFolder = files.ownFolder();
        this.taker = taker;
        this.seen = state();
    }

    /** Begins to look. */
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            for (int looks = 1; ; looks++) {
                Thread.sleep(LOOK_MS);
                if (ownFolder != null && looks % LOOKS_AN_HOUR == 0) {
                    renew(ownFolder);
                }
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands on a pair that is new and whole. */
    void look() {
        List<Object> state = state();
        if (state.equals(seen)) {
            return;
        }
        seen = state; // what is wrong is told once; another change is looked at anew
        try {
            KeyStore read = ServerCertificate.read(chain, key);
            if (!belongTogether(read)) {
                LOG.warn("certificate: the key is not that of the certificate, the old one is served: file={}", chain);
                return;
            }
            taker.accept(read);
            LOG.info("certificate: a new one is served: file={}", chain);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.warn("certificate: the new one cannot be used, the old one is served: file={}", chain, e);
        }
    }

    private static void renew(Path folder) {
        try {
            ServerCertificate.own(folder);
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("certificate: a new one could not be made: folder={}", folder, e);
        }
    }

    private static boolean belongTogether(KeyStore store) throws GeneralSecurityException {
        PublicKey open = store.getCertificate(ServerCertificate.ALIAS).getPublicKey();
        if (!(store.getKey(ServerCertificate.ALIAS, new char[0]) instanceof PrivateKey secret)) {
            return false;
        }
        String algorithm = switch (open.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> open.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(secret);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        return signature.verify(signed);
    }

    private List<Object> state() {
        return List.of(state(chain), state(key));
    }

    /** What changes when a file is written or another takes its place. */
    private static List<Object> state(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return List.of();
        }
    }
}
