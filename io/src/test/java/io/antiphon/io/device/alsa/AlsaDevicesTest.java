package io.antiphon.io.device.alsa;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.io.foreign.NativeLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The library itself, with devices that its own plug-ins make of a file: 440 Hz on the left, 1 kHz on the right. */
@Timeout(120)
class AlsaDevicesTest {
    private static final int RATE_HZ = 48_000;
    private static final double LEVEL_DBFS = -12;

    private static String configuration(Path tone) {
        return """
            pcm.tone {
              type file
              slave.pcm { type null }
              file "/dev/null"
              infile "%s"
              format "raw"
              hint { show on description "A tone\nof two frequencies" }
            }
            pcm.unlisted { type null }
            pcm.nothing { type null hint { show on description "Silence" } }
            """.formatted(tone);
    }

    @TempDir
    private static Path folder;

    /** Before the library is first used, which reads its configuration once. */
    @BeforeAll
    static void configure() throws Throwable {
        boolean absent = NativeLibrary.ofSystem("libasound.so.2").isEmpty();
        if (absent && "1".equals(System.getenv("ANTIPHON_NO_SKIPS"))) {
            throw new IllegalStateException("libasound.so.2 is missing; nothing may be skipped");
        }
        Assumptions.assumeThat(absent).as("libasound.so.2 is missing").isFalse();
        Path tone = Files.write(folder.resolve("tone.raw"), tone());
        Path file = Files.writeString(folder.resolve("asound.conf"), configuration(tone));
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) NativeLibrary.system()
                    .function("setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                    .invokeExact(arena.allocateFrom("ALSA_CONFIG_PATH"), arena.allocateFrom(file.toString()), 1);
        }
    }

    /** Longer than any test: where the plug-in begins the file anew it loses some of it. */
    private static byte[] tone() {
        int frames = 120 * RATE_HZ;
        ByteBuffer bytes = ByteBuffer.allocate(8 * frames).order(ByteOrder.LITTLE_ENDIAN);
        double amplitude = Decibels.toLinear(LEVEL_DBFS) * Integer.MAX_VALUE;
        for (int i = 0; i < frames; i++) {
            bytes.putInt((int) (amplitude * Math.sin(2 * Math.PI * 440.0 * i / RATE_HZ)));
            bytes.putInt((int) (amplitude * Math.sin(2 * Math.PI * 1_000.0 * i / RATE_HZ)));
        }
        return bytes.array();
    }

    @Test
    void theSystemsDevicesAreListedWithTheirDescriptionsInOneLine() {
        assertThat(AlsaDevice.problem()).isEmpty();
        assertThat(AlsaDevice.all())
                .contains(new AlsaDevice("tone", "A tone, of two frequencies"), new AlsaDevice("nothing", "Silence"))
                .doesNotContain(new AlsaDevice("null", ""));
    }

    @Test
    void aDeviceIsHeardAtItsLevelAtThePaceOfTheGraph() throws Exception {
        Clock clock = new SystemClock();
        GraphTime time = new GraphTime(48_000, clock.nowNs());
        AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, 128);
        float[][] heard = new float[2][188 * 128];
        try (SourceEndpoint source = provider(Set.of(), time).open("alsa:tone")) {
            int whole = 0; // periods since the machine last held up who reads or who writes
            long faults = 0;
            for (long position = 0; whole < heard[0].length / 128; position += 128) {
                clock.awaitUntil(time.nsOf(position));
                source.read(block, position);
                long now = faults(source);
                whole = block.isSilent() || now != faults ? 0 : whole + 1;
                faults = now;
                for (int ear = 0; whole > 0 && ear < 2; ear++) {
                    System.arraycopy(block.channel(ear), 0, heard[ear], (whole - 1) * 128, 128);
                }
            }
            SourceStatus status = source.status();
            System.out.println("ALSA: " + status + ", left " + effectiveDbfs(heard[0]) + " dBFS RMS, "
                    + frequencyHz(heard[0]) + " Hz");
            assertThat(status.state()).isEqualTo(SourceStatus.State.PLAYING);
            assertThat(status.counters()).containsEntry("xruns", 0L);
            assertThat(status.format()).isEqualTo(new PcmFormat(RATE_HZ, 32, 2, 0));
        }
        // The bridge turns its speed by up to a percent while it finds the device's clock.
        assertThat(frequencyHz(heard[0])).as("on the left").isCloseTo(440, within(9.0));
        assertThat(frequencyHz(heard[1])).as("on the right").isCloseTo(1_000, within(20.0));
        assertThat(effectiveDbfs(heard[0])).as("level on the left").isCloseTo(LEVEL_DBFS - 3.01, within(0.5));
    }

    @Test
    void aNameThatTheSystemDoesNotListIsNotOpenedUnlessWhoStartsTheProgramNamedIt(@TempDir Path other)
            throws Exception {
        Path written = other.resolve("written");
        String name = "file:'" + written + "',raw";
        assertThatThrownBy(() -> provider(Set.of(), new GraphTime(48_000, 0)).open("alsa:" + name))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("is not one that this machine lists");
        assertThat(written).doesNotExist();
        provider(Set.of("unlisted"), new GraphTime(48_000, 0))
                .open("alsa:unlisted")
                .close();
    }

    @Test
    void whatCannotBeOpenedSaysWhyInAlsasWords() {
        assertThatThrownBy(() -> AlsaPcm.open("no-such-card", 48_000))
                .isInstanceOf(EndpointException.class)
                .hasMessage("sound card \"no-such-card\" does not open: No such file or directory");
    }

    private static AlsaSourceProvider provider(Set<String> named, GraphTime time) {
        return new AlsaSourceProvider(AlsaSettings.DEFAULT, named, GraphFormat.DEFAULT, time, SystemClock::new);
    }

    private static long faults(SourceEndpoint source) {
        Map<String, Long> counters = source.status().counters();
        return List.of("underruns", "resyncs", "dropped_frames", "lost_frames", "overflow_frames").stream()
                .mapToLong(name -> counters.getOrDefault(name, 0L))
                .sum();
    }

    private static double frequencyHz(float[] samples) {
        int rises = 0;
        for (int i = samples.length - 24_000; i < samples.length; i++) {
            rises += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
        }
        return rises * 2.0;
    }

    private static double effectiveDbfs(float[] samples) {
        double squares = 0;
        for (int i = samples.length - 24_000; i < samples.length; i++) {
            squares += samples[i] * samples[i];
        }
        return Decibels.ofLinear(Math.sqrt(squares / 24_000));
    }
}
