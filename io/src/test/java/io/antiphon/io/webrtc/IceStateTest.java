package io.antiphon.io.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.io.foreign.BatchSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IceStateTest {
    private static final InetSocketAddress HOME = new InetSocketAddress("192.0.2.1", 1_000);
    private static final InetSocketAddress AWAY = new InetSocketAddress("2001:db8::1", 2_000);

    private final IceState ice = new IceState("theirs", 0);
    private final String fragment = ice.credentials().fragment();
    private long nowNs;

    @Test
    void firstAddressThatIsCheckedGetsTheMedia() {
        assertThat(ice.destination()).isNull();
        check(HOME, false);
        assertThat(where()).isEqualTo(HOME);
    }

    @Test
    void nominationMovesTheMediaAtOnce() {
        check(HOME, true);
        check(AWAY, false);
        assertThat(where()).isEqualTo(HOME);
        check(AWAY, true);
        assertThat(where()).isEqualTo(AWAY);
    }

    @Test
    void addressThatIsNoLongerCheckedGivesWayToOneThatIs() {
        check(HOME, true);
        for (int second = 0; second < 6; second += 2) {
            pass(2);
            check(AWAY, false);
        }
        assertThat(where()).isEqualTo(HOME);
        pass(2);
        check(AWAY, false);
        assertThat(where()).isEqualTo(AWAY);
    }

    @Test
    void addressThatIsStillCheckedKeepsTheMediaBesideOthers() {
        check(HOME, true);
        for (int second = 0; second < 60; second += 5) {
            pass(5);
            check(HOME, false);
            check(AWAY, false);
        }
        assertThat(where()).isEqualTo(HOME);
    }

    @Test
    void wandererIsFollowedAndItsOldAddressesAreLetGoOf() {
        for (int port = 1; port <= 100; port++) {
            InetSocketAddress here = new InetSocketAddress("192.0.2.1", port);
            IceState.Forgotten forgotten = check(here, true);
            assertThat(where()).isEqualTo(here);
            assertThat(forgotten.address())
                    .isEqualTo(port <= 16 ? null : new InetSocketAddress("192.0.2.1", port - 16));
        }
        assertThat(ice.addresses()).hasSize(16);
    }

    @Test
    void oldCredentialsHoldUntilTheNewOnesAreUsed() {
        check(HOME, true);
        assertThat(ice.isRestart("theirs")).isFalse();
        assertThat(ice.isRestart("others")).isTrue();
        assertThat(ice.restart("others")).isNull();
        String next = ice.credentials().fragment();
        assertThat(next).isNotEqualTo(fragment);
        assertThat(ice.fragments()).containsExactly(fragment, next);
        assertThat(ice.password(fragment)).isNotNull();
        check(HOME, false);
        assertThat(where()).isEqualTo(HOME);

        IceState.Forgotten forgotten = ice.onCheck(next, AWAY, false, nowNs);
        assertThat(forgotten.fragment()).isEqualTo(fragment);
        assertThat(ice.password(fragment)).isNull();
        assertThat(ice.password(next)).isEqualTo(ice.credentials().password());
        assertThat(where()).isEqualTo(AWAY);
    }

    @Test
    void restartThatIsFollowedByAnotherIsForgotten() {
        ice.restart("second");
        String unused = ice.credentials().fragment();
        assertThat(ice.restart("third")).isEqualTo(unused);
        assertThat(ice.password(unused)).isNull();
        assertThat(ice.fragments()).hasSize(2);
        assertThat(ice.generation()).isEqualTo(3);
    }

    private IceState.Forgotten check(InetSocketAddress from, boolean nominated) {
        return ice.onCheck(fragment, from, nominated, nowNs);
    }

    private void pass(int seconds) {
        nowNs += Duration.ofSeconds(seconds).toNanos();
    }

    private @Nullable InetSocketAddress where() {
        BatchSocket.Destination to = ice.destination();
        return to == null ? null : to.address();
    }
}
