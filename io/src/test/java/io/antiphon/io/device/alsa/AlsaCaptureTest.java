package io.antiphon.io.device.alsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.EndpointException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AlsaCaptureTest {
    private static final long MS = 1_000_000;

    private final ManualClock clock = new ManualClock();
    private final FakePcm pcm = new FakePcm();
    private final Queue<CapturePcm> devices = new ConcurrentLinkedQueue<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private AlsaCapture capture = started();

    private AlsaCapture started() {
        devices.add(pcm);
        CapturePcm.Opener opener = name -> {
            CapturePcm device = devices.poll();
            opened.incrementAndGet();
            if (device == null) {
                throw new EndpointException("sound card \"" + name + "\" is not there");
            }
            return device;
        };
        AlsaCapture.Listener listener = new AlsaCapture.Listener() {
            @Override
            public void onFrames(PcmFormat format, float[][] planar, int count, long nowNs) {
                frames.addAndGet(count);
            }

            @Override
            public void onLost(int count) {
                lost.addAndGet(count);
            }
        };
        try {
            AlsaCapture made = new AlsaCapture("fake", opener, listener, clock);
            made.start();
            return made;
        } catch (EndpointException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void end() {
        Thread turning = Thread.ofVirtual().start(() -> {
            while (!Thread.interrupted()) {
                clock.advance(1_000 * MS); // for one that waits to open its device anew
                Thread.onSpinWait();
            }
        });
        capture.close();
        turning.interrupt();
    }

    @Test
    void whatIsReadIsHandedOn() {
        pcm.give(FakePcm.PERIOD);
        pcm.give(100);
        await(() -> frames.get() == FakePcm.PERIOD + 100);
        assertThat(count(AlsaCounters.FRAMES)).isEqualTo(FakePcm.PERIOD + 100);
        assertThat(count(AlsaCounters.XRUNS)).isZero();
    }

    @Test
    void anOverrunIsCountedWithTheTimeThatItCostAndCapturingGoesOn() {
        pcm.give(FakePcm.PERIOD);
        await(() -> frames.get() == FakePcm.PERIOD);
        clock.advance(250 * MS);
        pcm.give(AlsaNative.OVERRUN);
        await(() -> pcm.recovered == AlsaNative.OVERRUN);
        pcm.give(FakePcm.PERIOD);
        await(() -> frames.get() == 2 * FakePcm.PERIOD);
        assertThat(count(AlsaCounters.XRUNS)).isEqualTo(1);
        assertThat(count(AlsaCounters.XRUN_FRAMES)).isEqualTo(12_000);
        assertThat(lost.get()).isEqualTo(12_000);
        assertThat(opened.get()).isEqualTo(1);
    }

    @Test
    void anotherErrorThatIsRecoveredFromIsNoOverrun() {
        pcm.give(-4); // EINTR
        await(() -> pcm.recovered == -4);
        assertThat(count(AlsaCounters.XRUNS)).isZero();
        assertThat(lost.get()).isZero();
    }

    @Test
    void aDeviceThatIsGoneIsOpenedAnewEverySecondUntilItIsBack() throws Exception {
        pcm.recovers = false;
        pcm.give(-19); // ENODEV
        await(() -> pcm.closed);
        assertThat(count(AlsaCounters.DEVICE_LOST)).isEqualTo(1);
        clock.awaitWaiting(1);
        clock.advance(1_000 * MS);
        await(() -> count(AlsaCounters.REFUSED) == 1);
        clock.awaitWaiting(1);
        FakePcm back = new FakePcm();
        devices.add(back);
        clock.advance(1_000 * MS);
        back.give(FakePcm.PERIOD);
        await(() -> frames.get() == FakePcm.PERIOD);
        assertThat(opened.get()).isEqualTo(3);
    }

    @Test
    void closingEndsTheThreadAndTheDevice() {
        capture.close();
        assertThat(pcm.closed).isTrue();
    }

    @Test
    void aDeviceThatCannotBeOpenedAtAllIsRefusedAtOnce() {
        CapturePcm.Opener never = name -> {
            throw new EndpointException("sound card \"" + name + "\" is busy");
        };
        AlsaCapture.Listener nobody = new AlsaCapture.Listener() {
            @Override
            public void onFrames(PcmFormat format, float[][] planar, int count, long nowNs) {}

            @Override
            public void onLost(int count) {}
        };
        assertThatThrownBy(() -> new AlsaCapture("mic", never, nobody, clock))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("mic");
    }

    private long count(AlsaCounters counter) {
        return capture.counters().get(counter);
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(condition);
    }
}
