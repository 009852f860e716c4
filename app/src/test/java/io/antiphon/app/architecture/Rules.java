package io.antiphon.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.ByteOrder;

/** Who may know whom, a rule each. */
final class Rules {
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("io.antiphon.(**)").should().beFreeOfCycles();

    static final ArchRule ENGINE_LAYERS_POINT_DOWNWARD = layeredArchitecture()
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
            .mayOnlyBeAccessedByLayers("render", "node", "graph", "generator", "endpoint");

    static final ArchRule ENGINE_USES_THE_JDK_ALONE = noClasses()
            .that()
            .resideInAPackage("io.antiphon.engine..")
            .should()
            .dependOnClassesThat(resideOutsideOfPackages(
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
                    .and(not(equivalentTo(ByteOrder.class)))) // a word, with nothing of java.nio behind it
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign..");

    static final ArchRule IO_DOES_NOT_KNOW_CONTROL =
            ignorant("io.antiphon.io..", "io.antiphon.control..", "io.antiphon.app..");

    static final ArchRule CONTROL_DOES_NOT_KNOW_IO =
            ignorant("io.antiphon.control..", "io.antiphon.io..", "io.antiphon.app..");

    static final ArchRule TRANSPORTS_DO_NOT_KNOW_EACH_OTHER =
            classes().that().resideInAPackage("io.antiphon.io..").should(TransportsCondition.INSTANCE);

    static final ArchRule SOLVER_IS_PURE = noClasses()
            .that()
            .resideInAPackage("io.antiphon.control.solver..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.antiphon.control.solver..",
                    "io.antiphon.control.model..",
                    "java.lang..",
                    "java.util..",
                    "org.jspecify..");

    static final ArchRule MODEL_TYPES_ARE_VALUES = classes()
            .that()
            .resideInAPackage("io.antiphon.control.model..")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should(ArchCondition.from(describe(
                    "be records, enums, sealed, exceptions or collections of static functions", Rules::isValueType)));

    static final ArchRule NATIVE_LINKING_STAYS_IN_FOREIGN_CODEC_AND_DEVICE = noClasses()
            .that()
            .resideOutsideOfPackages("..io.foreign..", "..io.codec..", "..io.device..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.foreign.Linker");

    static final ArchRule ONLY_APPLY_TOUCHES_RENDER = noClasses()
            .that()
            .resideInAPackage("io.antiphon.control..")
            .and()
            .resideOutsideOfPackages("io.antiphon.control.apply..", "io.antiphon.control")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.antiphon.engine.render..");

    static final ArchRule NOTHING_ELSE_IN_CONTROL_KNOWS_THE_API = noClasses()
            .that()
            .resideInAPackage("io.antiphon.control..")
            .and()
            .resideOutsideOfPackages("io.antiphon.control.api..", "io.antiphon.control")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.antiphon.control.api..");

    private Rules() {}

    private static ArchRule ignorant(String of, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(of)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private static boolean isValueType(JavaClass type) {
        return type.isRecord()
                || type.isEnum()
                || type.isAssignableTo(Throwable.class)
                || type.reflect().isSealed()
                || type.getFields().stream()
                        .allMatch(field -> field.getModifiers().contains(JavaModifier.STATIC));
    }
}
