package io.antiphon.io.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.StreamFormat;
import io.antiphon.engine.endpoint.StreamOutlet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamedMixTest {
    private static final StreamFormat USUAL = StreamFormat.mp3(320);

    private final SendingThread sending = new SendingThread();
    private final CountDownLatch idle = new CountDownLatch(1);

    @AfterEach
    void stopSending() {
        sending.close();
    }

    @Test
    void nobodyJoinsWhatIsClosedThoughItsEncoderStillRuns() throws Exception {
        ManualClock clock = new ManualClock();
        StreamedMix mix = mix(clock);
        var _ = mix.join(StreamFormat.opus(64), new Outlet());
        mix.close();
        assertThatThrownBy(() -> mix.join(StreamFormat.opus(64), new Outlet()))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("just ended");
        assertThatThrownBy(() -> mix.segments(StreamFormat.aac(64)))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("just ended");
        awaitEnd(clock);
    }

    @Test
    void aPlaceIsKeptForTheUsualFormat() throws Exception {
        ManualClock clock = new ManualClock();
        StreamedMix mix = mix(clock);
        var _ = mix.join(StreamFormat.opus(64), new Outlet());
        assertThatThrownBy(() -> mix.join(StreamFormat.opus(96), new Outlet())).isInstanceOf(EndpointException.class);
        var _ = mix.join(USUAL, new Outlet());
        mix.close();
        awaitEnd(clock);
    }

    @Test
    void whenTheEncoderThreadFailsItsListenersEndAndWhoJoinsNextBeginsAnother() throws Exception {
        StreamedMix mix = mix(new FailingClock());
        for (int i = 0; i < 2; i++) {
            Outlet outlet = new Outlet();
            var _ = mix.join(StreamFormat.opus(64), outlet);
            assertThat(outlet.ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private StreamedMix mix(Clock clock) {
        return new StreamedMix("test", 48_000, 2, () -> USUAL, sending, clock, idle::countDown);
    }

    private void awaitEnd(ManualClock clock) throws InterruptedException {
        clock.awaitWaiting(1);
        clock.advance(1_000_000_000L);
        assertThat(idle.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Takes all. */
    private static final class Outlet implements StreamOutlet {
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void send(byte[] bytes, Consumer<Boolean> done) {
            done.accept(true);
        }

        @Override
        public void end() {
            ended.countDown();
        }
    }

    /** One that nobody can wait by. */
    private static final class FailingClock implements Clock {
        @Override
        public long nowNs() {
            return 0;
        }

        @Override
        public void awaitUntil(long deadlineNs) {
            throw new IllegalStateException("as a test wants it");
        }
    }
}
