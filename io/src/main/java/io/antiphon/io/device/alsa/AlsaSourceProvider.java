package io.antiphon.io.device.alsa;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.PlayoutTuning;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.endpoint.StreamInput;
import io.antiphon.engine.graph.GraphFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sound cards as sources: the tag is {@code alsa:} and the device's name. Control thread.
 *
 * <p>A name can say more than which device: ALSA's {@code file:} writes files and runs commands. So only devices that the
 * system lists are opened, the default one, and those that whoever started the program named.
 */
public final class AlsaSourceProvider implements SourceProvider {
    /** How tags of sound cards begin. */
    public static final String PREFIX = "alsa:";

    private final Set<String> named;
    private final GraphFormat graph;
    private final GraphTime time;
    private final Supplier<Clock> clocks;
    private final PlayoutTuning tuning;

    /**
     * @param named devices that may be opened besides those that the system lists
     * @param graph what the graph runs at
     * @param time position of the graph in monotonic time
     * @param clocks gives each capturing thread the clock that it waits on
     */
    public AlsaSourceProvider(
            AlsaSettings settings, Set<String> named, GraphFormat graph, GraphTime time, Supplier<Clock> clocks) {
        this.named = Set.copyOf(named);
        this.graph = graph;
        this.time = time;
        this.clocks = clocks;
        this.tuning = new PlayoutTuning(settings.marginMs());
    }

    @Override
    public String kind() {
        return "alsa";
    }

    @Override
    public boolean accepts(String tag) {
        return tag.startsWith(PREFIX);
    }

    @Override
    public SourceEndpoint open(String tag) throws EndpointException {
        Optional<String> problem = AlsaDevice.problem();
        if (problem.isPresent()) {
            throw new EndpointException(problem.get());
        }
        String name = tag.substring(PREFIX.length());
        if (!mayOpen(name)) {
            throw new EndpointException("sound card \"" + name + "\" is not one that this machine lists");
        }
        CapturePcm.Opener opener = device -> AlsaPcm.open(device, graph.sampleRateHz());
        Clock clock = clocks.get();
        return new AlsaSource(name, opener, new StreamInput(time, graph.periodFrames(), clock, tuning), clock);
    }

    private boolean mayOpen(String name) {
        return name.equals(AlsaDevice.DEFAULT)
                || named.contains(name)
                || AlsaDevice.all().stream().anyMatch(device -> device.name().equals(name));
    }

    @Override
    public List<StreamSeen> streams() {
        return List.of();
    }

    @Override
    public void tune(PlayoutTuning.Wish wish) {
        tuning.set(wish);
    }
}
