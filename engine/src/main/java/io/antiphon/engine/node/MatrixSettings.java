package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.dsp.MatrixKernel;
import io.antiphon.engine.dsp.RampedMatrix;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Weighs input channels into output channels; changes are ramped.
 *
 * @param outputs channels that come out, 1…8
 * @param byInputs by the number of channels that come in, 1…8: {@code [input][output]} linear gains, finite, at most 8 rows
 *     of as many as there are outputs; inputs without a row are not heard. A number that is not there has what {@link
 *     io.antiphon.engine.dsp.ChannelMatrix#auto} says
 */
public record MatrixSettings(int outputs, Map<Integer, List<List<Double>>> byInputs) implements NodeSettings {
    public MatrixSettings {
        if (outputs < 1 || outputs > AudioBlock.MAX_CHANNELS) {
            throw new IllegalArgumentException("matrix: outputs=" + outputs + ": 1…" + AudioBlock.MAX_CHANNELS);
        }
        Map<Integer, List<List<Double>>> copy = new TreeMap<>();
        for (Map.Entry<Integer, List<List<Double>>> entry : byInputs.entrySet()) {
            int inputs = entry.getKey();
            if (inputs < 1 || inputs > AudioBlock.MAX_CHANNELS) {
                throw new IllegalArgumentException("matrix: inputs=" + inputs + ": 1…" + AudioBlock.MAX_CHANNELS);
            }
            copy.put(inputs, checked(entry.getValue(), outputs));
        }
        byInputs = Collections.unmodifiableMap(copy);
    }

    /** The same coefficients however many channels come in. */
    public MatrixSettings(int outputs, List<List<Double>> coefficients) {
        this(
                outputs,
                IntStream.rangeClosed(1, AudioBlock.MAX_CHANNELS)
                        .boxed()
                        .collect(Collectors.toMap(inputs -> inputs, inputs -> coefficients)));
    }

    /** The automatic matrix to a number of channels. */
    public static MatrixSettings auto(int outputs) {
        return new MatrixSettings(outputs, Map.of());
    }

    private static List<List<Double>> checked(List<List<Double>> rows, int outputs) {
        if (rows.size() > AudioBlock.MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "matrix: inputs=" + rows.size() + ": at most " + AudioBlock.MAX_CHANNELS);
        }
        List<List<Double>> copy = new ArrayList<>();
        for (List<Double> row : rows) {
            if (row.size() != outputs) {
                throw new IllegalArgumentException("matrix: row " + (copy.size() + 1) + " has " + row.size()
                        + " coefficients: outputs=" + outputs);
            }
            for (double value : row) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "matrix: row " + (copy.size() + 1) + " has " + value + ": finite");
                }
            }
            copy.add(List.copyOf(row));
        }
        return List.copyOf(copy);
    }

    @Override
    public Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        RampedMatrix matrix = new RampedMatrix(outputs, targets());
        return new MatrixHandle(outputs, matrix, new MatrixNode(matrix, outputs, format.periodFrames()));
    }

    private float[] @Nullable [] targets() {
        float[][] targets = new float[AudioBlock.MAX_CHANNELS + 1][];
        byInputs.forEach((inputs, coefficients) -> {
            float[] target = new float[MatrixKernel.SIZE * MatrixKernel.SIZE];
            for (int in = 0; in < coefficients.size(); in++) {
                for (int out = 0; out < outputs; out++) {
                    target[in * MatrixKernel.SIZE + out] =
                            coefficients.get(in).get(out).floatValue();
                }
            }
            targets[inputs] = target;
        });
        return targets;
    }

    /**
     * Turns the coefficients of a running node.
     *
     * @param outputs channels that the node was made for
     * @param matrix shared with the node; its target is what crosses, latest wins
     * @param node the node
     */
    private record MatrixHandle(int outputs, RampedMatrix matrix, Node node) implements NodeHandle {
        @Override
        public boolean accept(NodeSettings next) {
            if (next instanceof MatrixSettings settings && settings.outputs() == outputs) {
                matrix.setTargets(settings.targets());
                return true;
            }
            return false;
        }
    }
}
