package io.antiphon.io.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SendingThreadTest {
    @Test
    void aTurnThatFailsDoesNotEndIt() throws Exception {
        CountDownLatch next = new CountDownLatch(1);
        try (SendingThread sending = new SendingThread()) {
            sending.announce(() -> {
                throw new IllegalStateException("as a test wants it");
            });
            sending.announce(next::countDown);
            assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
