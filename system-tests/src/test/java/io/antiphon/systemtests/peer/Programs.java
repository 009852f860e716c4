package io.antiphon.systemtests.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs of other projects are: what {@code ANTIPHON_NAME} says, else the path. Stateless; any thread. */
public final class Programs {
    private Programs() {}

    /** The executable of that name, when there is one. */
    static Optional<Path> find(String name) {
        String chosen = System.getenv(variable(name));
        Stream<Path> candidates = chosen != null
                ? Stream.of(Path.of(chosen))
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(folder -> Path.of(folder, name));
        return candidates
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The executable of that name, for a test that said by {@link RequiresProgram} that it needs it. */
    public static Path require(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(absence(name)));
    }

    /** What to say where it is missing. */
    static String absence(String name) {
        String chosen = System.getenv(variable(name));
        return chosen == null
                ? name + " is not on the PATH; install it, or set " + variable(name) + " to its executable"
                : variable(name) + "=" + chosen + " is not an executable file";
    }

    private static String variable(String name) {
        return "ANTIPHON_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
