package io.antiphon.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import io.antiphon.control.model.planted.Changing;
import io.antiphon.control.planted.UsesApi;
import io.antiphon.control.planted.UsesIo;
import io.antiphon.control.planted.UsesRender;
import io.antiphon.control.solver.planted.UsesClock;
import io.antiphon.engine.audio.planted.UsesDsp;
import io.antiphon.engine.planted.UsesFiles;
import io.antiphon.engine.planted.UsesLogger;
import io.antiphon.engine.planted.UsesNative;
import io.antiphon.engine.planted.first.First;
import io.antiphon.engine.planted.second.Second;
import io.antiphon.io.net.planted.LinksNative;
import io.antiphon.io.net.planted.UsesScream;
import io.antiphon.io.planted.UsesControl;
import io.antiphon.io.scream.planted.UsesSdp;
import io.antiphon.io.scream.planted.UsesWebRtc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program keeps the {@link Rules}. See docs/ARCHITECTURE.md. */
class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.antiphon");

    @Test
    void packagesAreFreeOfCycles() {
        Rules.PACKAGES_ARE_FREE_OF_CYCLES.check(PROGRAM);
    }

    @Test
    void engineLayersPointDownward() {
        Rules.ENGINE_LAYERS_POINT_DOWNWARD.check(PROGRAM);
    }

    @Test
    void engineUsesTheJdkAloneWithoutFilesSocketsLoggersOrNativeCode() {
        Rules.ENGINE_USES_THE_JDK_ALONE.check(PROGRAM);
    }

    @Test
    void ioAndControlDoNotKnowEachOther() {
        Rules.IO_DOES_NOT_KNOW_CONTROL.check(PROGRAM);
        Rules.CONTROL_DOES_NOT_KNOW_IO.check(PROGRAM);
    }

    @Test
    void transportsDoNotKnowEachOther() {
        Rules.TRANSPORTS_DO_NOT_KNOW_EACH_OTHER.check(PROGRAM);
    }

    @Test
    void solverIsPure() {
        Rules.SOLVER_IS_PURE.check(PROGRAM);
    }

    @Test
    void modelTypesAreRecordsEnumsOrSealed() {
        Rules.MODEL_TYPES_ARE_VALUES.check(PROGRAM);
    }

    @Test
    void nativeLinkingStaysInForeignCodecAndDevice() {
        Rules.NATIVE_LINKING_STAYS_IN_FOREIGN_CODEC_AND_DEVICE.check(PROGRAM);
    }

    @Test
    void onlyApplyTouchesRender() {
        Rules.ONLY_APPLY_TOUCHES_RENDER.check(PROGRAM);
    }

    @Test
    void nothingElseInControlKnowsTheApi() {
        Rules.NOTHING_ELSE_IN_CONTROL_KNOWS_THE_API.check(PROGRAM);
    }

    @Test
    void everyPackageHasASentenceAndIsNullMarked() throws IOException {
        List<Path> folders = PackageSentences.folders(
                        Path.of("..").toAbsolutePath().normalize())
                .stream()
                .filter(folder -> folder.toString().contains("/src/main/java/"))
                .toList();
        assertThat(folders).as("packages found").hasSizeGreaterThan(30);
        assertThat(PackageSentences.missing(folders)).isEmpty();
    }

    /** The rules themselves: each fault that is planted here is found. */
    @Nested
    class PlantedFaults {
        @Test
        void cycleIsFound() {
            assertFound(Rules.PACKAGES_ARE_FREE_OF_CYCLES, First.class, Second.class);
        }

        @Test
        void layerThatLooksUpwardIsFound() {
            assertFound(
                    Rules.ENGINE_LAYERS_POINT_DOWNWARD,
                    new ClassFileImporter().importPackages("io.antiphon.engine"), // no layer may be empty
                    UsesDsp.class);
        }

        @Test
        void fileLoggerAndNativeCodeInTheEngineAreFound() {
            assertFound(Rules.ENGINE_USES_THE_JDK_ALONE, UsesFiles.class);
            assertFound(Rules.ENGINE_USES_THE_JDK_ALONE, UsesLogger.class);
            assertFound(Rules.ENGINE_USES_THE_JDK_ALONE, UsesNative.class);
        }

        @Test
        void ioThatKnowsControlIsFound() {
            assertFound(Rules.IO_DOES_NOT_KNOW_CONTROL, UsesControl.class);
        }

        @Test
        void controlThatKnowsIoIsFound() {
            assertFound(Rules.CONTROL_DOES_NOT_KNOW_IO, UsesIo.class);
        }

        @Test
        void transportThatKnowsAnotherIsFound() {
            assertFound(Rules.TRANSPORTS_DO_NOT_KNOW_EACH_OTHER, UsesWebRtc.class);
            assertFound(Rules.TRANSPORTS_DO_NOT_KNOW_EACH_OTHER, UsesSdp.class);
            assertFound(Rules.TRANSPORTS_DO_NOT_KNOW_EACH_OTHER, UsesScream.class);
        }

        @Test
        void solverThatLooksAtAClockIsFound() {
            assertFound(Rules.SOLVER_IS_PURE, UsesClock.class);
        }

        @Test
        void modelTypeThatChangesIsFound() {
            assertFound(Rules.MODEL_TYPES_ARE_VALUES, Changing.class);
        }

        @Test
        void nativeLinkingElsewhereIsFound() {
            assertFound(Rules.NATIVE_LINKING_STAYS_IN_FOREIGN_CODEC_AND_DEVICE, LinksNative.class);
        }

        @Test
        void otherPartOfControlThatTouchesRenderIsFound() {
            assertFound(Rules.ONLY_APPLY_TOUCHES_RENDER, UsesRender.class);
        }

        @Test
        void partOfControlThatKnowsTheApiIsFound() {
            assertFound(Rules.NOTHING_ELSE_IN_CONTROL_KNOWS_THE_API, UsesApi.class);
        }

        @Test
        void packageWithoutPackageInfoIsFound() throws IOException {
            List<Path> folders = PackageSentences.folders(Path.of("src/test/java/io/antiphon/engine/planted"));
            assertThat(PackageSentences.missing(folders))
                    .singleElement()
                    .asString()
                    .endsWith("planted/bare has no package-info.java");
        }

        @ParameterizedTest
        @ValueSource(strings = {"@NullMarked\npackage a;\n", "/** A sentence. */\npackage a;\n"})
        void packageInfoWithoutSentenceOrNullMarkIsFound(String text, @TempDir Path folder) throws IOException {
            Files.writeString(folder.resolve("package-info.java"), text);
            assertThat(PackageSentences.missing(List.of(folder))).hasSize(1);
        }

        private static void assertFound(ArchRule rule, Class<?>... planted) {
            assertFound(rule, new ClassFileImporter().importClasses(planted), planted);
        }

        private static void assertFound(ArchRule rule, JavaClasses among, Class<?>... planted) {
            EvaluationResult result = rule.evaluate(among);
            assertThat(result.getFailureReport().getDetails())
                    .as(rule.getDescription())
                    .isNotEmpty()
                    .anySatisfy(line -> assertThat(line)
                            .containsAnyOf(
                                    Stream.of(planted).map(Class::getName).toArray(String[]::new)));
        }
    }
}
