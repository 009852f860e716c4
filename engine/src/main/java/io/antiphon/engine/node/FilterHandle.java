package io.antiphon.engine.node;

import io.antiphon.engine.dsp.Cascade;
import io.antiphon.engine.dsp.CascadeSettings;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * Turns the filters of a running node; they move there without a click, latest wins.
 *
 * @param kind what settings the node takes
 * @param format the graph's rate
 * @param cascade shared with the node; its target is what crosses
 * @param node the node
 */
record FilterHandle(Class<? extends FilterSettings> kind, GraphFormat format, Cascade cascade, Node node)
        implements NodeHandle {

    /** Makes a node and its handle. */
    static NodeHandle create(FilterSettings settings, GraphFormat format) {
        Cascade cascade = new Cascade(sections(settings, format), format.periodFrames());
        return new FilterHandle(settings.getClass(), format, cascade, new FilterNode(cascade, format.periodFrames()));
    }

    @Override
    public boolean accept(NodeSettings next) {
        if (next instanceof FilterSettings settings && kind.isInstance(next)) {
            cascade.setTarget(sections(settings, format));
            return true;
        }
        return false;
    }

    private static CascadeSettings sections(FilterSettings settings, GraphFormat format) {
        return new CascadeSettings(settings.sections(format.sampleRateHz()), settings.maxSections());
    }
}
