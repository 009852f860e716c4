package io.antiphon.control;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a running control plane: each has one of its own. */
public abstract class ServerTest {
    @TempDir
    protected Path home;

    protected TestServer server;

    /** Flags and values that it is started with, beside those of {@link TestServer}. */
    protected String[] flags() {
        return new String[0];
    }

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home, flags());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Starts it anew in the same folder, with other flags. */
    protected void restart(String... flags) throws Exception {
        server.close();
        server = new TestServer(home, flags);
    }
}
