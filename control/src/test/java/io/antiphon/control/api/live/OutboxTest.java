package io.antiphon.control.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final List<String> sent = new ArrayList<>();
    private final Deque<Consumer<Boolean>> underWay = new ArrayDeque<>();
    private int state;
    private int told;
    private final Outbox outbox = new Outbox(
            () -> {
                if (told == state) {
                    return null;
                }
                told = state;
                return "state " + state;
            },
            (message, done) -> {
                sent.add(message);
                underWay.add(done);
            });

    @Test
    void aSlowClientIsToldOnlyTheLastOfWhatItMissed() {
        for (state = 1; state < 1_000; state++) {
            outbox.wake();
        }
        assertThat(sent).containsExactly("state 1");
        assertThat(underWay).hasSize(1);

        underWay.remove().accept(true);
        assertThat(sent).containsExactly("state 1", "state 1000");
        underWay.remove().accept(true);
        assertThat(sent).hasSize(2);

        state++;
        outbox.wake();
        assertThat(sent).last().isEqualTo("state 1001");
    }

    @Test
    void nothingIsSentAfterAFailure() {
        state = 1;
        outbox.wake();
        underWay.remove().accept(false);
        state = 2;
        outbox.wake();

        assertThat(sent).containsExactly("state 1");
    }
}
