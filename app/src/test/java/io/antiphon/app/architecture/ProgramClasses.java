package io.antiphon.app.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.MethodTypeDesc;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The class files of the program, by name. */
final class ProgramClasses {
    private final Map<String, ClassModel> classes = new HashMap<>();

    private ProgramClasses() {}

    /** All classes of the places that hold the given ones: the modules' folders or jars. */
    static ProgramClasses around(List<Class<?>> anchors) {
        ProgramClasses program = new ProgramClasses();
        for (Class<?> anchor : anchors) {
            Path place = Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().getPath());
            try {
                if (Files.isDirectory(place)) {
                    program.readAll(place);
                } else {
                    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
                        program.readAll(jar.getPath("/"));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return program;
    }

    /** These classes only. */
    static ProgramClasses of(List<byte[]> classFiles) {
        ProgramClasses program = new ProgramClasses();
        classFiles.forEach(program::add);
        return program;
    }

    /** Leaves one class out, and with it the rules it could break. */
    ProgramClasses without(Class<?> type) {
        classes.remove(type.getName().replace('.', '/'));
        return this;
    }

    Collection<ClassModel> all() {
        return classes.values();
    }

    /** The method that a call names, looked for in the class and upward; empty when it is not the program's. */
    Optional<RealTimeChecker.Call> resolve(String owner, String name, MethodTypeDesc type) {
        ClassModel start = classes.get(owner);
        if (start == null) {
            return Optional.empty();
        }
        for (var method : start.methods()) {
            if (method.methodName().equalsString(name)
                    && method.methodTypeSymbol().equals(type)) {
                return Optional.of(new RealTimeChecker.Call(start, method));
            }
        }
        return parents(start).stream()
                .map(parent -> resolve(parent, name, type))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Every class of the program that extends or implements that one, near or far. */
    List<ClassModel> subtypes(String name) {
        return classes.values().stream()
                .filter(candidate -> isBelow(candidate, name))
                .toList();
    }

    private boolean isBelow(@Nullable ClassModel candidate, String name) {
        return candidate != null
                && parents(candidate).stream()
                        .anyMatch(parent -> parent.equals(name) || isBelow(classes.get(parent), name));
    }

    private static List<String> parents(ClassModel type) {
        List<String> parents = new ArrayList<>();
        type.superclass().ifPresent(parent -> parents.add(parent.asInternalName()));
        type.interfaces().forEach(parent -> parents.add(parent.asInternalName()));
        return parents;
    }

    private void readAll(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                add(Files.readAllBytes(file));
            }
        }
    }

    private void add(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        classes.put(model.thisClass().asInternalName(), model);
    }
}
