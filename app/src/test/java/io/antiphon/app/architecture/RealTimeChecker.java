package io.antiphon.app.architecture;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads class files from every {@code @RealTime} method onward, through all calls within the program, and lists what the
 * audio thread must not do: allocate, lock, build strings or lambdas, call anything outside that is not listed.
 */
final class RealTimeChecker {
    private static final String REAL_TIME = "Lio/antiphon/engine/audio/RealTime;";

    /** Calls out of the program that neither allocate, lock nor wait; waiting is the render clock's own business. */
    private static final Pattern ALLOWED = Pattern.compile(String.join(
            "|",
            "java/lang/(Math|StrictMath)\\..*",
            "java/lang/System\\.(nanoTime|arraycopy)",
            "java/lang/(Float|Double|Integer|Long|Short)\\.(floatToRawIntBits|intBitsToFloat|isNaN|isFinite|numberOf.*|highestOneBit|compare|hashCode|max|min)",
            "java/util/Arrays\\.fill",
            "java/lang/invoke/VarHandle\\..*",
            "java/util/concurrent/atomic/Atomic(Long|Integer|Boolean|Reference)(Array)?\\.(get|set|getPlain|setPlain|getAcquire|setRelease|getOpaque|setOpaque|getAndSet|lazySet)",
            "java/lang/Enum\\.ordinal",
            "java/lang/Thread\\.(currentThread|isInterrupted|onSpinWait)",
            "java/util/concurrent/locks/LockSupport\\.parkNanos",
            "java/lang/invoke/MethodHandle\\.invokeExact",
            "jdk/incubator/vector/.*"));

    private final ProgramClasses program;
    private final Set<String> visited = new HashSet<>();
    private final Set<String> problems = new TreeSet<>();

    private RealTimeChecker(ProgramClasses program) {
        this.program = program;
    }

    /** Every breach of the rules, a line each: method, source line, what. */
    static Report check(ProgramClasses program) {
        RealTimeChecker checker = new RealTimeChecker(program);
        int roots = checker.visitRoots();
        return new Report(roots, checker.visited.size(), List.copyOf(checker.problems));
    }

    private int visitRoots() {
        Deque<Call> open = new ArrayDeque<>();
        for (ClassModel owner : program.all()) {
            for (MethodModel method : owner.methods()) {
                if (isRealTime(method)) {
                    open.add(new Call(owner, method));
                    open.addAll(implementations(owner, method));
                }
            }
        }
        int roots = open.size();
        while (!open.isEmpty()) {
            Call next = open.remove();
            if (visited.add(next.name())) {
                open.addAll(scan(next));
            }
        }
        return roots;
    }

    private List<Call> scan(Call call) {
        List<Call> calls = new ArrayList<>();
        if (call.method().flags().has(AccessFlag.SYNCHRONIZED)) {
            report(call, 0, "locks: it is synchronized");
        }
        if (call.method().flags().has(AccessFlag.NATIVE)) {
            report(call, 0, "is native");
        }
        int line = 0;
        for (var element : call.method().code().map(code -> code.elementList()).orElse(List.of())) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case NewObjectInstruction made ->
                    report(call, line, "allocates " + made.className().asInternalName());
                case NewPrimitiveArrayInstruction made ->
                    report(call, line, "allocates an array of " + made.typeKind());
                case NewReferenceArrayInstruction made ->
                    report(
                            call,
                            line,
                            "allocates an array of " + made.componentType().asInternalName());
                case NewMultiArrayInstruction made ->
                    report(
                            call,
                            line,
                            "allocates an array of " + made.arrayType().asInternalName());
                case MonitorInstruction ignored -> report(call, line, "locks");
                case InvokeDynamicInstruction made ->
                    report(
                            call,
                            line,
                            "makes a lambda or a string: " + made.name().stringValue());
                case InvokeInstruction made -> calls.addAll(follow(call, line, made));
                default -> {}
            }
        }
        return calls;
    }

    private List<Call> follow(Call from, int line, InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        Optional<Call> target = program.resolve(owner, name, call.typeSymbol());
        if (target.isEmpty()) {
            if (!ALLOWED.matcher(owner + "." + name).matches()) {
                report(from, line, "calls " + owner + "." + name + ", which is not on the list");
            }
            return List.of();
        }
        if (target.get().method().flags().has(AccessFlag.ABSTRACT)) {
            if (!isRealTime(target.get().method())) {
                report(
                        from,
                        line,
                        "calls " + target.get().name() + ", which anyone may implement and is not @RealTime");
            }
            return List.of();
        }
        List<Call> reached = new ArrayList<>(
                implementations(target.get().owner(), target.get().method()));
        reached.add(target.get());
        return reached;
    }

    private List<Call> implementations(ClassModel owner, MethodModel method) {
        return program.subtypes(owner.thisClass().asInternalName()).stream()
                .flatMap(subtype -> subtype.methods().stream()
                        .filter(candidate -> candidate
                                        .methodName()
                                        .equalsString(method.methodName().stringValue())
                                && candidate.methodTypeSymbol().equals(method.methodTypeSymbol()))
                        .map(candidate -> new Call(subtype, candidate)))
                .toList();
    }

    private static boolean isRealTime(MethodModel method) {
        return method.findAttribute(Attributes.runtimeInvisibleAnnotations())
                .map(found -> found.annotations().stream()
                        .anyMatch(annotation -> annotation.className().equalsString(REAL_TIME)))
                .orElse(false);
    }

    private void report(Call call, int line, String what) {
        problems.add(call.name() + ":" + line + " " + what);
    }

    /**
     * What was found.
     *
     * @param roots methods that are real-time by their annotation or by the method they implement
     * @param methods methods that were read
     * @param problems a line for each breach
     */
    record Report(int roots, int methods, List<String> problems) {}

    /**
     * A method of the program.
     *
     * @param owner its class
     * @param method its code
     */
    record Call(ClassModel owner, MethodModel method) {
        String name() {
            return owner.thisClass().asInternalName().replace('/', '.') + "."
                    + method.methodName().stringValue()
                    + method.methodTypeSymbol().displayDescriptor();
        }
    }
}
