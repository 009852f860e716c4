package io.antiphon.app.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for packages that do not say what they are, or are not null-marked. */
final class PackageSentences {
    private PackageSentences() {}

    /** Folders of Java sources below {@code root}. */
    static List<Path> folders(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }

    /** What is missing in these folders, a line each. */
    static List<String> missing(List<Path> folders) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path folder : folders) {
            Path info = folder.resolve("package-info.java");
            String text = Files.exists(info) ? Files.readString(info) : "";
            if (text.isEmpty()) {
                problems.add(folder + " has no package-info.java");
            } else if (!text.startsWith("/**")) {
                problems.add(info + " does not begin with a sentence");
            } else if (!text.contains("@NullMarked")) {
                problems.add(info + " is not @NullMarked");
            }
        }
        return problems;
    }
}
