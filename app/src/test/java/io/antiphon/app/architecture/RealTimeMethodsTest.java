package io.antiphon.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RealTimeMethodsTest {
    @Test
    void audioThreadNeverAllocatesLocksOrCallsWhatIsNotListed() {
        // A clock that a test turns by hand may lock; no live engine runs on it.
        ProgramClasses program =
                ProgramClasses.around(List.of(AudioBlock.class)).without(ManualClock.class);
        RealTimeChecker.Report report = RealTimeChecker.check(program);
        assertThat(report.roots()).as("methods found to be real-time").isGreaterThan(40);
        assertThat(report.problems()).isEmpty();
    }

    /** The checker itself: each fault that is planted here is found, with its line. */
    @Nested
    class PlantedFaults {
        @Test
        void allocationIsFoundThroughACall() {
            assertThat(problemsOf(Allocating.class))
                    .singleElement()
                    .asString()
                    .contains("helper", "allocates an array");
        }

        @Test
        void lockIsFound() {
            assertThat(problemsOf(Locking.class))
                    .anySatisfy(line -> assertThat(line).contains("locks"));
        }

        @Test
        void boxingIsFound() {
            assertThat(problemsOf(Boxing.class)).singleElement().asString().contains("java/lang/Integer.valueOf");
        }

        @Test
        void stringBuildingIsFound() {
            assertThat(problemsOf(StringBuilding.class))
                    .singleElement()
                    .asString()
                    .contains("lambda or a string");
        }

        @Test
        void implementationOfARealTimeMethodIsHeldToIt() {
            assertThat(problemsOf(Contract.class, Implementation.class))
                    .singleElement()
                    .asString()
                    .contains("Implementation.run", "java/io/PrintStream.println");
        }

        @Test
        void callToAnInterfaceThatPromisesNothingIsFound() {
            assertThat(problemsOf(Unbound.class, Promiseless.class))
                    .singleElement()
                    .asString()
                    .contains("is not @RealTime");
        }
    }

    private static List<String> problemsOf(Class<?>... classes) {
        return RealTimeChecker.check(ProgramClasses.of(
                        Stream.of(classes).map(RealTimeMethodsTest::classFile).toList()))
                .problems();
    }

    private static byte[] classFile(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(type.getName().replaceAll(".*\\.", "") + ".class")) {
            if (in == null) {
                throw new IllegalStateException("no class file of " + type);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Allocating {
        @RealTime
        float run() {
            return helper()[0];
        }

        private static float[] helper() {
            return new float[1];
        }
    }

    static final class Locking {
        int count;

        @RealTime
        void run() {
            synchronized (this) {
                count++;
            }
        }
    }

    static final class Boxing {
        @Nullable
        Object last;

        @RealTime
        void run(int value) {
            last = value;
        }
    }

    static final class StringBuilding {
        @Nullable
        String last;

        @RealTime
        void run(int value) {
            last = "value " + value;
        }
    }

    interface Contract {
        @RealTime
        void run();
    }

    static final class Implementation implements Contract {
        @Override
        public void run() {
            System.out.println();
        }
    }

    interface Promiseless {
        void run();
    }

    static final class Unbound {
        @RealTime
        void run(Promiseless other) {
            other.run();
        }
    }
}
