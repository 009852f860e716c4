package io.antiphon.engine.generator;

import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.endpoint.SourceStatus;
import java.util.List;
import java.util.Map;

/** Makes one kind of generator. Control thread. */
public final class GeneratorProvider implements SourceProvider {
    static final SourceStatus STATUS = new SourceStatus(SourceStatus.State.PLAYING, null, 0, 0, Map.of());

    private final String kind;
    private final String prefix;
    private final Opener opener;

    private GeneratorProvider(String kind, String prefix, Opener opener) {
        this.kind = kind;
        this.prefix = prefix;
        this.opener = opener;
    }

    /** Test tones: tags of the form {@code tone:440}, {@code tone:440/880:-12}. */
    public static GeneratorProvider tone(int sampleRateHz) {
        return new GeneratorProvider(
                "tone", ToneSettings.PREFIX, tag -> new ToneSource(ToneSettings.ofTag(tag), sampleRateHz));
    }

    /** Noise: tags of the form {@code noise:white}, {@code noise:pink:-26}. */
    public static GeneratorProvider noise(int sampleRateHz) {
        return new GeneratorProvider(
                "noise", NoiseSettings.PREFIX, tag -> new NoiseSource(NoiseSettings.ofTag(tag), sampleRateHz));
    }

    /** Sine sweeps: tags of the form {@code sweep:20-20000}, {@code sweep:20-20000:5:-12}. */
    public static GeneratorProvider sweep(int sampleRateHz) {
        return new GeneratorProvider(
                "sweep", SweepSettings.PREFIX, tag -> new SweepSource(SweepSettings.ofTag(tag), sampleRateHz));
    }

    /** The demo piece: tag {@code demo:}. */
    public static GeneratorProvider demo(int sampleRateHz) {
        return new GeneratorProvider("demo", "demo:", tag -> new DemoSource(sampleRateHz));
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public boolean accepts(String tag) {
        return tag.startsWith(prefix);
    }

    @Override
    public SourceEndpoint open(String tag) throws EndpointException {
        return opener.open(tag);
    }

    @Override
    public List<StreamSeen> streams() {
        return List.of();
    }

    @FunctionalInterface
    private interface Opener {
        SourceEndpoint open(String tag) throws EndpointException;
    }
}
