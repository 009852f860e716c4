package io.antiphon.engine.testing;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.graph.GraphCompiler;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSettings;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.graph.Schedule;
import io.antiphon.engine.node.SourceSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One node with a signal of the test's before it, turned period by period. */
public final class NodeBench {
    private static final Clock CLOCK = new SystemClock();

    private final GraphFormat format;
    private final GraphCompiler compiler;
    private final LaidOutSource source = new LaidOutSource();
    private Schedule schedule;

    public NodeBench(GraphFormat format, NodeSettings settings) {
        this.format = format;
        this.compiler = new GraphCompiler(format);
        this.schedule = Objects.requireNonNull(compile(settings));
    }

    /** Gives the node other settings while it runs. */
    public void set(NodeSettings settings) {
        Schedule next = compile(settings);
        schedule = next == null ? schedule : next;
    }

    /** Renders one period of {@code input}, beginning at frame {@code from} of it. */
    public AudioBlock turn(float[][] input, int from) {
        source.set(input, from);
        schedule.run(0, 0, CLOCK);
        return Objects.requireNonNull(compiler.handle("node")).node().output();
    }

    /** Renders one period of silence. */
    public AudioBlock turnSilent(int channels) {
        return turn(new float[channels][0], 0);
    }

    /** Renders the whole periods of {@code input}; always eight channels come out. */
    public float[][] render(float[][] input) {
        int frames = format.periodFrames();
        float[][] output = new float[AudioBlock.MAX_CHANNELS][input[0].length];
        for (int from = 0; from + frames <= input[0].length; from += frames) {
            AudioBlock block = turn(input, from);
            for (int c = 0; c < block.channels(); c++) {
                System.arraycopy(block.channel(c), 0, output[c], from, frames);
            }
        }
        return output;
    }

    private @Nullable Schedule compile(NodeSettings settings) {
        try {
            return compiler.compile(new GraphSpec(List.of(
                    new NodeSpec("source", new SourceSettings(source), List.of()),
                    new NodeSpec("node", settings, List.of(LinkSpec.unity("source"))))));
        } catch (GraphException e) {
            throw new AssertionError(e);
        }
    }
}
