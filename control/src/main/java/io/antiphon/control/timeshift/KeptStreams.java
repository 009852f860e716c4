package io.antiphon.control.timeshift;

import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.apply.RunningGraph.RunningSource;
import io.antiphon.control.model.Source;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.stats.GraphClocks;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryExcerpt;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is kept of a stream by the names that people and clients have for it. Any thread. */
public final class KeptStreams {
    /** For streams that came as no PCM; finer than what is lost on any way. */
    private static final int OWN_BIT_DEPTH = 24;

    private final RunningSystem system;
    private final GraphApplier applier;
    private final GraphClocks clocks;

    /**
     * @param system what is configured
     * @param applier what runs
     * @param clocks how old a position is
     */
    public KeptStreams(RunningSystem system, GraphApplier applier, GraphClocks clocks) {
        this.system = system;
        this.applier = applier;
        this.clocks = clocks;
    }

    /** True when some source is called so. */
    public boolean knows(String called) {
        return running(called) != null || named(called).findAny().isPresent();
    }

    /**
     * What was kept of a stream in the last seconds, to be closed by who asked; empty when nothing was.
     *
     * @param called tag of the stream, or name, address or identity of a source that plays it
     * @throws EndpointException when it cannot be read
     */
    public Optional<KeptSound> last(String called, double seconds) throws EndpointException {
        RunningSource source = running(called);
        if (source == null || source.history() == null) {
            return Optional.empty();
        }
        SourceEndpoint endpoint = source.endpoint();
        SourceStatus status = endpoint == null ? null : endpoint.status();
        return source.history().excerpt(seconds).map(excerpt -> sound(excerpt, status));
    }

    private KeptSound sound(HistoryExcerpt excerpt, @Nullable SourceStatus status) {
        PcmFormat came = status == null ? null : status.format();
        int bitDepth = came == null ? OWN_BIT_DEPTH : came.bitDepth();
        int rate = applier.figures().sampleRateHz();
        PcmFormat format = new PcmFormat(rate, bitDepth, excerpt.channels(), 0);
        double onTheWaySeconds = status == null ? 0 : status.latencyMs() / 1e3;
        return new KeptSound(excerpt, format, clocks.ageSeconds(excerpt.to()) + onTheWaySeconds);
    }

    /** A tag counts before a name, that before an identity, that before an address. */
    private @Nullable RunningSource running(String called) {
        Map<String, RunningSource> sources = applier.running().sources();
        return sources.values().stream()
                .filter(source -> source.tag().equals(called))
                .findFirst()
                .or(() -> named(called)
                        .map(source -> sources.get(source.configId()))
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse(null);
    }

    private Stream<Source> named(String called) {
        return Stream.<Function<Source, @Nullable String>>of(Source::name, Source::configId, Source::ip)
                .flatMap(by -> system.configuration().sources().stream()
                        .filter(source -> !source.group() && called.equals(by.apply(source))));
    }
}
