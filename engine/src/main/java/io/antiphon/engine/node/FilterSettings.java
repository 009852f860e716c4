package io.antiphon.engine.node;

import io.antiphon.engine.dsp.Section;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;
import java.util.List;

/** Settings of a node that is a row of second-order filters. */
public sealed interface FilterSettings extends NodeSettings
        permits EqualizerSettings, ParametricSettings, DcFilterSettings {
    /** The filters at a sample rate, in the order of the audio, each always in the same place; what is off is flat. */
    List<Section> sections(int sampleRateHz);

    /** Most sections that settings of this kind can have. */
    int maxSections();

    @Override
    default Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    default NodeHandle create(GraphFormat format) {
        return FilterHandle.create(this, format);
    }
}
