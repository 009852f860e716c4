package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.systemtests.peer.AntiphonProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A power cut in the middle of configuration changes. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class CrashTest {
    private static final int CHANGES = 200;
    private static final int CRASHES = 12;

    @Test
    void whatWasAcknowledgedIsThereAfterAKillAtAnyMoment() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("crash test: seed=" + seed);
        Random random = new Random(seed);
        try (AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("crash"))) {
            antiphon.post("/sinks", "{\"name\":\"target\",\"ip\":\"127.0.0.1\",\"port\":1}");
            AtomicInteger acknowledged = new AtomicInteger(1);
            for (int crash = 0; crash < CRASHES; crash++) {
                int until = 1 + CHANGES * (crash + 1) / CRASHES;
                Thread changes = Thread.ofPlatform().start(() -> change(antiphon, acknowledged, until));
                if (crash % 2 == 0) {
                    int killAt = acknowledged.get() + random.nextInt(CHANGES / CRASHES);
                    while (acknowledged.get() < killAt && changes.isAlive()) {
                        LockSupport.parkNanos(100_000);
                    }
                }
                LockSupport.parkNanos(random.nextInt(5_000_000)); // where in the change the cut falls is chance
                antiphon.kill();
                changes.join();
                antiphon.killAndRestart();
                int found = portOf(antiphon);
                // The one that was on its way when the power went may have come through: it was never refused.
                assertThat(found).isBetween(acknowledged.get(), acknowledged.get() + 1);
                acknowledged.set(found);
            }
            change(antiphon, acknowledged, CHANGES);
            assertThat(portOf(antiphon)).isEqualTo(Math.max(acknowledged.get(), CHANGES));
        }
    }

    private static void change(AntiphonProcess antiphon, AtomicInteger acknowledged, int until) {
        try {
            while (acknowledged.get() < until) {
                int next = acknowledged.get() + 1;
                if (antiphon.send("PUT", "/sinks/target", "{\"port\":" + next + "}")
                                .statusCode()
                        != 200) {
                    return;
                }
                acknowledged.set(next);
            }
        } catch (UncheckedIOException e) {
            // the power cut
        }
    }

    private static int portOf(AntiphonProcess antiphon) {
        for (JsonNode sink : antiphon.get("/sinks")) {
            if (sink.path("name").asText().equals("target")) {
                return sink.path("port").asInt();
            }
        }
        throw new AssertionError("the sink is lost");
    }
}
