package io.antiphon.engine.scene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.graph.GraphException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 300, unit = TimeUnit.SECONDS)
class DeterminismTest {
    /** How the JVM runs the scene, and how often in a row: the first turns are interpreted, the last are compiled. */
    private static final Map<List<String>, Integer> MODES = Map.of(
            List.of("-Xint"), 1,
            List.of("-XX:UseAVX=0"), 16,
            List.of("-XX:UseAVX=2"), 16,
            List.of("-XX:TieredStopAtLevel=1"), 4,
            List.of(), 16);

    @Test
    void sceneGivesTheSameBitsInterpretedCompiledAndAtEveryVectorWidth() throws Exception {
        Map<String, String> expected = FixedScene.render();
        Map<List<String>, Process> children = new LinkedHashMap<>();
        try {
            for (Map.Entry<List<String>, Integer> mode : MODES.entrySet()) {
                children.put(mode.getKey(), start(mode.getKey(), mode.getValue()));
            }
            TreeSet<String> differences = new TreeSet<>();
            for (Map.Entry<List<String>, Process> child : children.entrySet()) {
                differences.addAll(differences(child.getKey(), child.getValue(), expected));
            }
            assertThat(differences).as("nodes that differ from this JVM").isEmpty();
        } finally {
            children.values().forEach(Process::destroyForcibly);
        }
    }

    @Test
    void sceneIsHeard() throws EndpointException, GraphException {
        Map<String, String> hashes = FixedScene.render();
        assertThat(hashes).hasSizeGreaterThan(15);
        assertThat(new TreeSet<>(hashes.values()))
                .as("no two nodes give the same")
                .hasSameSizeAs(hashes.keySet());
    }

    private static Process start(List<String> flags, int turns) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")));
        command.addAll(List.of(FixedScene.class.getName(), Integer.toString(turns)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> differences(List<String> flags, Process child, Map<String, String> expected)
            throws IOException, InterruptedException {
        List<String> lines =
                new String(child.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(child.waitFor()).as("exit code with %s", flags).isZero();
        int turns = MODES.getOrDefault(flags, 0);
        assertThat(lines).as("hashes with %s", flags).hasSize(turns * expected.size());
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String name = List.copyOf(expected.keySet()).get(i % expected.size());
            String line = i / expected.size() + " " + name + " " + expected.get(name);
            if (!lines.get(i).equals(line)) {
                differences.add(flags + ": " + lines.get(i) + " instead of " + line);
            }
        }
        return differences;
    }
}
