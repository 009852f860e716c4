package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.RandomChange;
import io.antiphon.systemtests.peer.SavedState;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A power cut in the middle of changes of every kind. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ManyChangesCrashTest {
    private static final int CHANGES = 1_000;
    private static final int CRASHES = 6;

    /** What was acknowledged so long ago must be there. */
    private static final long SAVED_WITHIN_NS = TimeUnit.SECONDS.toNanos(2);

    private final AtomicInteger acknowledged = new AtomicInteger();
    private final SavedState state = new SavedState();
    private int refused;

    @Test
    void whatWasAcknowledgedTwoSecondsAgoIsThereAfterAKillAtAnyMoment() throws Exception {
        long seed = Long.getLong("antiphon.crash.seed", System.nanoTime());
        System.out.println("crash of many changes: seed=" + seed);
        Random moments = new Random(seed);
        RandomChange changes = new RandomChange(new Random(seed + 1));
        StringBuilder lost = new StringBuilder();
        try (AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("many-changes-crash"))) {
            state.read(antiphon, "");
            for (int crash = 0; crash < CRASHES; crash++) {
                int killAt = CHANGES * crash / CRASHES + moments.nextInt(CHANGES / CRASHES);
                AtomicBoolean goesOn = new AtomicBoolean(true);
                FutureTask<Boolean> using = new FutureTask<>(() -> {
                    while (goesOn.get() && change(antiphon, changes)) {
                        acknowledged.incrementAndGet();
                    }
                    return true;
                });
                Thread user = Thread.ofPlatform().name("user").start(using);
                while (acknowledged.get() < killAt && user.isAlive()) {
                    LockSupport.parkNanos(100_000);
                }
                LockSupport.parkNanos(moments.nextInt(20_000_000)); // where in a change the cut falls is chance
                long killedNs = System.nanoTime();
                antiphon.kill();
                goesOn.set(false);
                assertThat(using.get()).isTrue(); // what went wrong there is thrown here
                antiphon.killAndRestart();
                lost.append(' ').append(state.compare(antiphon, killedNs - SAVED_WITHIN_NS, changes.touched()));
            }
            while (acknowledged.get() < CHANGES) {
                assertThat(change(antiphon, changes)).isTrue();
                acknowledged.incrementAndGet();
            }
        }
        System.out.println("crash of many changes: refused=" + refused
                + " acknowledged changes that were lost, by kill:" + lost + " kinds=" + changes.made());
        assertThat(refused).as("refused, as undo with nothing to undo is").isLessThan(CHANGES / 3);
    }

    /** Makes one change and notes what is there then; false when the power was cut. */
    private boolean change(AntiphonProcess antiphon, RandomChange changes) {
        try {
            RandomChange.Request request = changes.next(antiphon, state.last());
            HttpResponse<String> answer = antiphon.send(request.method(), request.path(), request.body());
            assertThat(answer.statusCode()).as(request + " → " + answer.body()).isIn(200, 404, 409, 422);
            if (answer.statusCode() == 200) {
                state.read(antiphon, request.document());
            } else {
                refused++;
            }
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
