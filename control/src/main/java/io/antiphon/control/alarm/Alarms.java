package io.antiphon.control.alarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import io.antiphon.control.settings.AntiphonSettings;
import io.antiphon.control.stats.EndpointStates;
import io.antiphon.control.stats.Health;
import io.antiphon.engine.clock.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second what is wrong. A virtual thread of its own looks, so that a slow disk holds nobody up; any thread may
 * read. One start, one close.
 */
public final class Alarms implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final long LOOK_MS = 1_000;

    private final EndpointAlarms endpoints;
    private final ServerAlarms server;
    private final Clock clock;
    private final InstantSource time;
    private final AlarmBook book = new AlarmBook();
    private final Thread thread = Thread.ofVirtual().name("antiphon-alarms").unstarted(this::run);

    /**
     * @param system what is configured
     * @param applier what runs
     * @param states states of sources and sinks
     * @param health whether the graph goes on
     * @param settings what the program was started with
     * @param certificateEnd until when a certificate that was given is good
     * @param clock the time that passes
     * @param time the time of day
     */
    public Alarms(
            RunningSystem system,
            GraphApplier applier,
            EndpointStates states,
            Health health,
            AntiphonSettings settings,
            Supplier<Optional<Instant>> certificateEnd,
            Clock clock,
            InstantSource time) {
        this.endpoints = new EndpointAlarms(system, applier, states);
        this.server = new ServerAlarms(system, applier, health, settings, certificateEnd);
        this.clock = clock;
        this.time = time;
    }

    /** Begins to look. */
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** What is wrong now, alarms before warnings. Any thread. */
    public ArrayNode now() {
        ArrayNode all = Json.MAPPER.createArrayNode();
        book.now()
                .forEach(standing -> all.add(
                        told(standing.alarm()).put("since", standing.since().toString())));
        return all;
    }

    /** What is wrong with a sink that is open and yet is not heard; by identity. Any thread. */
    public Map<String, String> unheard() {
        return book.now().stream()
                .map(AlarmBook.Standing::alarm)
                .filter(alarm -> alarm.code().equals("sink_unanswered"))
                .collect(Collectors.toMap(
                        Alarm::about, alarm -> String.valueOf(alarm.figures().get("problem"))));
    }

    /** What is right again, the newest first. Any thread. */
    public ArrayNode mended() {
        ArrayNode all = Json.MAPPER.createArrayNode();
        book.mended()
                .forEach(gone -> all.add(told(gone.alarm())
                        .put("since", gone.since().toString())
                        .put("until", gone.until().toString())));
        return all;
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        try {
            Instant now = time.instant();
            List<Alarm> found = new ArrayList<>(endpoints.look(clock.nowNs()));
            found.addAll(server.look(clock.nowNs(), now));
            book.note(found, now);
        } catch (RuntimeException e) {
            LOG.error("alarms: looking failed", e);
        }
    }

    private static ObjectNode told(Alarm alarm) {
        ObjectNode one = Json.object()
                .put("id", alarm.id())
                .put("code", alarm.code())
                .put("severity", alarm.severity().name().toLowerCase(Locale.ROOT))
                .put("about", alarm.about())
                .put("text", alarm.text());
        one.set("figures", Json.MAPPER.valueToTree(alarm.figures()));
        ArrayNode touches = one.putArray("touches");
        alarm.touches()
                .forEach(touched -> touches.addObject()
                        .put("kind", touched.kind())
                        .put("config_id", touched.configId())
                        .put("name", touched.name()));
        ArrayNode mends = one.putArray("mends");
        alarm.mends().forEach(mend -> mends.add(mend.name().toLowerCase(Locale.ROOT)));
        return one;
    }
}
