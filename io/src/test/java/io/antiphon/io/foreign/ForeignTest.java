package io.antiphon.io.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ForeignTest {
    @Test
    void absentLibraryIsAState() {
        assertThat(NativeLibrary.fromClassPath("linux/none/libnone.so")).isEmpty();
    }

    @Test
    void resourceThatIsNoLibraryIsExplained() {
        assertThatThrownBy(() -> NativeLibrary.fromClassPath("io/antiphon/io/foreign/ForeignTest.class"))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContaining("ForeignTest.class");
    }

    @Test
    void cachedFileThatWasChangedIsReplaced() throws Exception {
        byte[] content = {1, 2, 3};
        Path file = NativeCache.place("antiphon-test-" + ProcessHandle.current().pid(), content);
        try {
            Files.write(file, new byte[] {9});
            assertThat(NativeCache.place(file.getFileName().toString(), content))
                    .isEqualTo(file);
            assertThat(Files.readAllBytes(file)).isEqualTo(content);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nanosleepWakesAfterTheDeadlineOnly() {
        NanosleepClock clock = new NanosleepClock();
        long deadlineNs = clock.nowNs() + 20_000_000;
        clock.awaitUntil(deadlineNs);
        assertThat(clock.nowNs()).isGreaterThanOrEqualTo(deadlineNs);
        clock.awaitUntil(deadlineNs); // passed: returns at once
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThreadIsKeptToTheProcessorsItAsksFor() throws Exception {
        BitSet before = LinuxScheduling.callerProcessors();
        assertThat(before.isEmpty()).isFalse();
        BitSet one = new BitSet();
        one.set(before.nextSetBit(0));
        List<BitSet> kept = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            assertThat(LinuxScheduling.callerToProcessors(one).granted()).isTrue();
            kept.add(LinuxScheduling.callerProcessors());
        });
        thread.join();
        assertThat(kept).containsExactly(one);
        assertThat(LinuxScheduling.callerProcessors()).isEqualTo(before);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusalTellsWhy() throws Exception {
        Outcome[] outcomes = new Outcome[3];
        Thread thread = Thread.ofPlatform().start(() -> {
            outcomes[0] = LinuxScheduling.callerTimerSlack(1);
            outcomes[1] = LinuxScheduling.callerToFifo(1);
            outcomes[2] = LinuxScheduling.callerToOther();
        });
        thread.join();
        assertThat(outcomes[0].granted()).isTrue();
        assertThat(outcomes[1].granted() || outcomes[1].reason().contains("errno=1"))
                .isTrue();
        assertThat(outcomes[2].granted()).isTrue();
        assertThatThrownBy(() -> LinuxScheduling.callerToFifo(0)).hasMessageContaining("1…99");
    }
}
