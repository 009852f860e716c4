package io.antiphon.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom; one named rule each. See docs/ARCHITECTURE.md. */
class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.antiphon");

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.antiphon.(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void engineLayersPointDownward() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("render")
                .definedBy("..engine.render..")
                .layer("node")
                .definedBy("..engine.node..")
                .layer("graph")
                .definedBy("..engine.graph..")
                .layer("generator")
                .definedBy("..engine.generator..")
                .layer("endpoint")
                .definedBy("..engine.endpoint..")
                .layer("dsp")
                .definedBy("..engine.dsp..")
                .layer("clock")
                .definedBy("..engine.clock..")
                .layer("ring")
                .definedBy("..engine.ring..")
                .layer("counters")
                .definedBy("..engine.counters..")
                .layer("audio")
                .definedBy("..engine.audio..")
                .whereLayer("render")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("node")
                .mayOnlyBeAccessedByLayers("render")
                .whereLayer("graph")
                .mayOnlyBeAccessedByLayers("render", "node")
                .whereLayer("generator")
                .mayOnlyBeAccessedByLayers("render")
                .whereLayer("endpoint")
                .mayOnlyBeAccessedByLayers("render", "node", "generator")
                .whereLayer("dsp")
                .mayOnlyBeAccessedByLayers("render", "node", "graph", "generator", "endpoint")
                .check(PROGRAM.that(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are the engine's", type -> type.getPackageName().startsWith("io.antiphon.engine"))));
    }

    @Test
    void engineUsesTheJdkAloneWithoutFilesSocketsLoggersOrNativeCode() {
        noClasses()
                .that()
                .resideInAPackage("io.antiphon.engine..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.antiphon.engine..",
                        "java.lang..",
                        "java.util",
                        "java.util.concurrent..",
                        "java.util.function..",
                        "java.util.regex..",
                        "java.util.stream..",
                        "jdk.incubator.vector..",
                        "org.jspecify..",
                        "")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(PROGRAM);
    }

    @Test
    void ioAndControlDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.antiphon.io..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.antiphon.control..", "io.antiphon.app..")
                .check(PROGRAM);
        noClasses()
                .that()
                .resideInAPackage("io.antiphon.control..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.antiphon.io..", "io.antiphon.app..")
                .check(PROGRAM);
        noClasses()
                .that()
                .resideInAPackage("io.antiphon.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.antiphon.io..", "io.antiphon.control..", "io.antiphon.app..")
                .check(PROGRAM);
    }

    @Test
    void transportsDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.antiphon.io.scream..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.antiphon.io.webrtc..", "io.antiphon.io.sdp..")
                .check(PROGRAM);
        noClasses()
                .that()
                .resideInAPackage("io.antiphon.io.webrtc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.antiphon.io.scream..")
                .check(PROGRAM);
    }

    @Test
    void solverIsPure() {
        noClasses()
                .that()
                .resideInAPackage("io.antiphon.control.solver..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.antiphon.control.solver..",
                        "io.antiphon.control.model..",
                        "java.lang..",
                        "java.util..",
                        "org.jspecify..")
                .check(PROGRAM);
    }

    @Test
    void modelTypesAreRecordsEnumsOrSealed() {
        classes()
                .that()
                .resideInAPackage("io.antiphon.control.model..")
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should(com.tngtech.archunit.lang.ArchCondition.from(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "be records, enums, sealed, exceptions or collections of static functions",
                                ArchitectureTest::isValueType)))
                .check(PROGRAM);
    }

    @Test
    void nativeLinkingStaysInForeignCodecAndDevice() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..io.foreign..", "..io.codec..", "..io.device..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker")
                .check(PROGRAM);
    }

    @Test
    void onlyApplyTouchesRender() {
        noClasses()
                .that()
                .resideInAPackage("io.antiphon.control..")
                .and()
                .resideOutsideOfPackages("io.antiphon.control.apply..", "io.antiphon.control")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.antiphon.engine.render..")
                .check(PROGRAM);
    }

    @Test
    void nothingElseInControlKnowsTheApi() {
        noClasses()
                .that()
                .resideInAPackage("io.antiphon.control..")
                .and()
                .resideOutsideOfPackages("io.antiphon.control.api..", "io.antiphon.control")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.antiphon.control.api..")
                .check(PROGRAM);
    }

    @Test
    void everyPackageHasASentenceAndIsNullMarked() throws IOException {
        for (Path folder : packageFolders()) {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Files.readString(info))
                    .as(info.toString())
                    .startsWith("/**")
                    .contains("@NullMarked");
        }
    }

    private static boolean isValueType(JavaClass type) {
        return type.isRecord()
                || type.isEnum()
                || type.isAssignableTo(Throwable.class)
                || type.reflect().isSealed()
                || type.getFields().stream()
                        .allMatch(field -> field.getModifiers().contains(JavaModifier.STATIC));
    }

    private static List<Path> packageFolders() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }
}
