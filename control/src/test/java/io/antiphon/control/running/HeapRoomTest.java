package io.antiphon.control.running;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapRoomTest {
    @ParameterizedTest
    @CsvSource({"0, 256", "100, 256", "1023, 256", "1024, 320", "4000, 448", "1000000, 1024"})
    void theLimitGrowsWithTheConfigurationInStepsUpToTheHeap(int things, long megabytes) {
        assertThat(HeapRoom.limitBytes(256L << 20, 1_024L << 20, things) >> 20).isEqualTo(megabytes);
    }
}
