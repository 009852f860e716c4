package io.antiphon.control.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written of sessions, and when they end by themselves. */
class SessionFileTest {
    @TempDir
    private Path home;

    private final List<String> ended = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Path file;
    private Users users;
    private Sessions sessions;

    @BeforeEach
    void open() throws Exception {
        file = home.resolve("sessions.json");
        users = new Users(home.resolve("users.json"), () -> now);
        sessions = new Sessions(file, () -> now);
        sessions.onEnd(ended::add);
    }

    @Test
    void oneWhoseTimeIsOverIsToldToEndWhenAnyOtherIsUsed() {
        String old = sessions.begin(null, from("10.0.0.1"));
        String id = sessions.id(old).orElseThrow();
        now = now.plus(Sessions.LIFETIME).minusSeconds(1);
        String young = sessions.begin(null, from("10.0.0.1"));
        assertThat(ended).isEmpty();

        now = now.plusSeconds(2);
        assertThat(sessions.holder(young, users, "10.0.0.1")).isPresent();

        assertThat(ended).containsExactly(id);
        assertThat(sessions.id(old)).isEmpty();
        assertThat(sessions.holder(old, users, "10.0.0.1")).isEmpty();
    }

    @Test
    void aNewcomerWhenAllPlacesAreTakenTakesThatOfTheOldest() {
        List<String> cookies = new ArrayList<>();
        for (int i = 0; i < Sessions.MAX_SESSIONS; i++) {
            cookies.add(sessions.begin(null, from("10.0.0.1")));
            now = now.plusSeconds(1);
        }
        String oldest = sessions.id(cookies.getFirst()).orElseThrow();
        assertThat(ended).isEmpty();

        String newcomer = sessions.begin(null, from("10.0.0.1"));

        assertThat(ended).containsExactly(oldest);
        assertThat(sessions.id(cookies.getFirst())).isEmpty();
        assertThat(sessions.id(cookies.get(1))).isPresent();
        assertThat(sessions.id(newcomer)).isPresent();
    }

    @Test
    void aClientOfTwoAddressesIsSeenAtOnceAndWrittenEachTenMinutes() throws Exception {
        String cookie = sessions.begin(null, from("10.0.0.1"));
        byte[] begun = Files.readAllBytes(file);

        now = now.plusSeconds(1);
        sessions.holder(cookie, users, "10.0.0.2");
        assertThat(address()).isEqualTo("10.0.0.2");
        assertThat(Files.readAllBytes(file)).isEqualTo(begun);

        now = now.plus(Duration.ofMinutes(10));
        sessions.holder(cookie, users, "10.0.0.3");
        assertThat(Files.readString(file)).contains("10.0.0.3");
    }

    private String address() {
        return sessions.list(Identity.BY_LINK, null, users).getFirst().address();
    }

    private static Request from(String address) {
        return new Request(address, "GET", "/login", false, _ -> null, null);
    }
}
