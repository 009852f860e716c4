package io.antiphon.engine.node;

import io.antiphon.engine.dsp.DelayLine;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * Changes the delay of a running node. Makes room on the control thread: where the line in use is too short, or more
 * than {@value #SPARE} times as long as needed, it hands the node another one, which the node takes over as a whole.
 */
final class DelayHandle implements NodeHandle {
    /** Times the needed length from which on memory is given back. */
    private static final int SPARE = 4;

    private final GraphFormat format;
    private final int channels;
    private final DelayNode node;
    private int lineFrames;

    DelayHandle(DelaySettings settings, GraphFormat format) {
        this.format = format;
        this.channels = settings.channels();
        int delayFrames = settings.delayFrames(format);
        this.lineFrames = neededFrames(delayFrames);
        this.node = new DelayNode(new DelayLine(channels, lineFrames), delayFrames, format.periodFrames());
    }

    /** Frames of the line that was handed over last. */
    int lineFrames() {
        return lineFrames;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public boolean accept(NodeSettings next) {
        if (!(next instanceof DelaySettings settings) || settings.channels() != channels) {
            return false;
        }
        int delayFrames = settings.delayFrames(format);
        int needed = neededFrames(delayFrames);
        if (needed > lineFrames) {
            // A quarter more, so that a delay that is turned up step by step does not make a line for each.
            lineFrames = Math.min(needed + needed / 4, neededFrames(DelaySettings.MAX_SECONDS * format.sampleRateHz()));
            node.move(delayFrames, new DelayLine(channels, lineFrames));
        } else if (needed < lineFrames / SPARE) {
            lineFrames = needed;
            node.move(delayFrames, new DelayLine(channels, lineFrames));
        } else {
            node.move(delayFrames, null);
        }
        return true;
    }

    /**
     * The oldest frame that a period reads lies the delay and the period before the end. A line is not made shorter than
     * the time in which the node may still read at the delays it had when it got the line.
     */
    private int neededFrames(int delayFrames) {
        int period = format.periodFrames();
        return DelayLine.EDGE_FRAMES + period + Math.max(delayFrames, 2 * (DelayNode.FADE_FRAMES + period));
    }
}
