package io.antiphon.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.testing.NodeBench;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same audio through filters and matrix, in Java machines with other vectors, with none, and without a compiler. */
class SameBitsTest {
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    @Test
    void aRenderHasTheSameBitsOnEveryMachine() throws Exception {
        String here = render();
        assertThat(renderedBy(VECTORS)).isEqualTo(here);
        assertThat(renderedBy(VECTORS, "-XX:UseAVX=2")).isEqualTo(here);
        assertThat(renderedBy("-XX:UseAVX=0")).as("without the module").isEqualTo(here);
        assertThat(renderedBy(VECTORS, "-Xint")).isEqualTo(here);
    }

    /** Prints what it renders. */
    public static void main(String[] ignored) {
        System.out.println(render());
    }

    private static String render() {
        Random random = new Random(5);
        float[][] input = new float[5][128 * 40];
        for (float[] channel : input) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = random.nextFloat() - 0.5f;
            }
        }
        NodeBench equalizer = new NodeBench(GraphFormat.DEFAULT, equalizer(0.4));
        float[][] first = equalizer.render(input);
        equalizer.set(equalizer(1.6));
        float[][] second = equalizer.render(first);
        NodeBench matrix = new NodeBench(GraphFormat.DEFAULT, MatrixSettings.auto(6));
        return Integer.toHexString(Arrays.deepHashCode(matrix.render(second)));
    }

    private static EqualizerSettings equalizer(double value) {
        return new EqualizerSettings(Collections.nCopies(EqualizerSettings.BANDS, value), true);
    }

    private static String renderedBy(String... flags) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SameBitsTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.strip();
    }
}
