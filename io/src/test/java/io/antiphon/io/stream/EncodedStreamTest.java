package io.antiphon.io.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.StreamFormat;
import io.antiphon.engine.endpoint.StreamOutlet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EncodedStreamTest {
    /** A tenth of a second of 128 kb/s. */
    private static final int FRAMES = 4_800;

    private static final int BYTES = 1_600;

    private final ManualClock clock = new ManualClock();
    private final EncodedStream stream =
            new EncodedStream(StreamFormat.mp3(128), Wrapping.plain(), clock.nowNs(), EncodedStream::wakeAll);
    private int packets;

    @Test
    void allListenersGetTheVerySameBytes() {
        Outlet first = listen();
        Outlet second = listen();
        encode(20);
        assertThat(first.sent).isNotEmpty();
        assertThat(second.sent).hasSameSizeAs(first.sent);
        for (int i = 0; i < first.sent.size(); i++) {
            assertThat(second.sent.get(i)).isSameAs(first.sent.get(i));
        }
        assertThat(first.packets())
                .as("8 by themselves, 2 parts of half a second")
                .isEqualTo(18);
    }

    @Test
    void theFirstListenerNeedNotWaitForAWholePart() {
        Outlet first = listen();
        encode(1);
        assertThat(first.packets()).isEqualTo(1);
    }

    @Test
    void whoJoinsLaterGetsTheLastThreeSecondsAtOnceAndThenAllThatComes() {
        listen();
        encode(108);
        Outlet late = listen();
        assertThat(late.sent).hasSize(1);
        assertThat(late.packets()).as("three seconds").isBetween(30, 35);
        int begin = late.numbers().getFirst();
        encode(20);
        List<Integer> all = late.numbers();
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i)).as("in order, none missing").isEqualTo((begin + i) & 0xFF);
        }
        assertThat(late.packets()).isGreaterThan(45);
    }

    @Test
    void aSlowListenerIsDroppedAloneWhenItIsHalfAMegabyteBehind() {
        Outlet quick = listen();
        Outlet slow = listen();
        slow.takes = false;
        int room = EncodedStream.BEHIND_BYTES / BYTES;
        encode(room - 10);
        assertThat(slow.ended).isFalse();
        encode(40);
        assertThat(slow.ended).isTrue();
        assertThat(quick.ended).isFalse();
        assertThat(stream.listeners()).hasSize(1);
        assertThat(quick.packets()).isGreaterThan(room);
    }

    @Test
    void whatWaitedWhileAListenerWasSlowComesInOrderWhenItTakesAgain() {
        Outlet slow = listen();
        slow.takes = false;
        encode(100);
        assertThat(slow.packets()).isEqualTo(1);
        slow.takeNow();
        List<Integer> numbers = slow.numbers();
        assertThat(numbers.size()).isGreaterThan(90);
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i);
        }
    }

    @Test
    void aListenerWhoseConnectionFailsIsGone() {
        Outlet outlet = listen();
        outlet.fails = true;
        encode(1);
        assertThat(outlet.ended).isTrue();
        assertThat(stream.listeners()).isEmpty();
    }

    @Test
    void aListenerWhoseConnectionIsNoMoreIsGoneAlone() {
        Outlet outlet = listen();
        Outlet other = listen();
        outlet.breaks = true;
        encode(1);
        assertThat(outlet.ended).isTrue();
        assertThat(other.packets()).isEqualTo(1);
        assertThat(stream.listeners()).hasSize(1);
    }

    @Test
    void theEncoderIsOverTwoSecondsAfterTheLastHasLeft() {
        Outlet outlet = listen();
        clock.advance(10_000_000_000L);
        assertThat(stream.isOver(clock.nowNs())).isFalse();
        outlet.fails = true;
        encode(1);
        assertThat(stream.isOver(clock.nowNs() + 1_900_000_000)).isFalse();
        assertThat(stream.isOver(clock.nowNs() + 2_100_000_000)).isTrue();
    }

    @Test
    void theEndOfTheStreamIsThatOfItsListenersAndNobodyJoinsAnyMore() {
        Outlet outlet = listen();
        stream.end();
        assertThat(outlet.ended).isTrue();
        listen();
        assertThat(stream.listeners()).isEmpty();
    }

    private Outlet listen() {
        Outlet outlet = new Outlet();
        stream.add(outlet, clock).wake();
        return outlet;
    }

    private void encode(int count) {
        for (int i = 0; i < count; i++) {
            byte[] packet = new byte[BYTES];
            packet[0] = (byte) packets++;
            stream.packet(packet, FRAMES);
        }
    }

    /** A listener in the test's hand. */
    private static final class Outlet implements StreamOutlet {
        private final List<byte[]> sent = new ArrayList<>();
        private final List<Consumer<Boolean>> waiting = new ArrayList<>();
        private boolean takes = true;
        private boolean fails;
        private boolean breaks;
        private boolean ended;

        @Override
        public void send(byte[] bytes, Consumer<Boolean> done) {
            if (breaks) {
                throw new IllegalStateException("channel already completed");
            }
            sent.add(bytes);
            if (takes) {
                done.accept(!fails);
            } else {
                waiting.add(done);
            }
        }

        void takeNow() {
            takes = true;
            List.copyOf(waiting).forEach(done -> done.accept(true));
        }

        int packets() {
            return numbers().size();
        }

        List<Integer> numbers() {
            List<Integer> numbers = new ArrayList<>();
            for (byte[] part : sent) {
                for (int at = 0; at < part.length; at += BYTES) {
                    numbers.add(part[at] & 0xFF);
                }
            }
            return numbers;
        }

        @Override
        public void end() {
            ended = true;
        }
    }
}
