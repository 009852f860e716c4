package io.antiphon.control.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.antiphon.control.FakeEndpoints;
import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.running.ControlLoop;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import io.antiphon.control.settings.ListenLimits;
import io.antiphon.control.store.ConfigurationStore;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.HistoryStore;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A temporary sink that nobody comes for ends by itself. */
@Timeout(20)
class UnusedTemporarySinkTest {
    private static final ListenerOrigin ANYBODY = new ListenerOrigin("x", "");
    private static final long WAIT_MS = 300;

    @TempDir
    Path folder;

    private final FakeEndpoints endpoints = new FakeEndpoints();
    private final ManualClock clock = new ManualClock();
    private final Engine engine = new Engine(GraphFormat.DEFAULT, clock, RenderThreadSetup.NONE);
    private final ControlLoop loop = new ControlLoop();
    private RunningSystem system;
    private Listening listening;
    private ConfigurationStore store;

    @BeforeEach
    void start() throws Exception {
        GraphApplier applier =
                new GraphApplier(engine, List.of(endpoints.sourceProvider()), List.of(), HistoryStore.NONE, clock);
        store = new ConfigurationStore(folder.resolve("config.yaml"));
        system = new RunningSystem(loop, applier, store, InstantSource.system(), clock);
        listening =
                new Listening(loop, system, endpoints.broadcastProvider(), new ListenLimits(9, 9, 9, 9, 9), WAIT_MS);
        system.start(ConfigurationEditor.add(
                        Configuration.EMPTY,
                        EntityKind.SOURCE,
                        Json.object().put("name", "A").put("ip", "10.0.0.1")))
                .get();
    }

    @AfterEach
    void stop() {
        listening.close();
        loop.close();
        store.close();
        engine.close();
    }

    @Test
    void nobodyCame() throws Exception {
        listening.setUp(EntityKind.SOURCE, "A", ANYBODY).get();
        assertThat(system.everything().sinks()).hasSize(1);

        await().until(() -> system.everything().sinks().isEmpty());
        assertThat(system.everything().routes()).isEmpty();
    }

    @Test
    void aLongNameIsNotCutInTheMiddleOfACharacter() throws Exception {
        for (String name : List.of("a" + "\uD83C\uDFB5".repeat(60), "\uD83C\uDFB5".repeat(60))) {
            system.change(
                            before -> ConfigurationEditor.add(
                                    before,
                                    EntityKind.SOURCE,
                                    Json.object().put("name", name).put("ip", "10.0.0.2")),
                            RunningSystem.Importance.STRUCTURE,
                            "test")
                    .get();

            assertThat(listening.setUp(EntityKind.SOURCE, name, ANYBODY).get().sinkName())
                    .startsWith("temp_source_");
        }
    }

    @Test
    void whoListensKeepsItBeyondTheWait() throws Exception {
        long beganNs = System.nanoTime();
        String id = listening.setUp(EntityKind.SOURCE, "A", ANYBODY).get().sinkId();
        try (Listening.Ticket ticket = listening.admit(id, ANYBODY).get()) {
            ticket.join("v=0");
        }

        await().until(() -> System.nanoTime() - beganNs > 3 * WAIT_MS * 1_000_000);
        assertThat(system.everything().sink(id)).isPresent();

        listening.sessions(id).forEach(session -> session.close());
        await().until(() -> system.everything().sinks().isEmpty());
    }
}
