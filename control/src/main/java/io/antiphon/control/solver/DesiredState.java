package io.antiphon.control.solver;

import io.antiphon.control.model.Route;
import io.antiphon.control.model.Sink;
import io.antiphon.control.model.Source;
import java.util.List;

/**
 * What should play where: groups are resolved, and what is switched off is not there. Order is that of the configuration.
 *
 * @param sources all single sources that are on, routed or not
 * @param sinks all single sinks that are on
 * @param paths which source is heard at which sink
 */
public record DesiredState(List<DesiredSource> sources, List<DesiredSink> sinks, List<DesiredPath> paths) {
    /** Nothing plays. */
    public static final DesiredState NOTHING = new DesiredState(List.of(), List.of(), List.of());

    public DesiredState {
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
        paths = List.copyOf(paths);
    }

    /**
     * A source that should run.
     *
     * @param source as configured
     * @param tag tag of the stream that it plays
     * @param shaping what is done to it wherever it is heard
     */
    public record DesiredSource(Source source, String tag, Shaping shaping) {
        /** Identity. */
        public String id() {
            return source.configId();
        }
    }

    /**
     * A sink that should run.
     *
     * @param sink as configured
     * @param shaping what is done to all that it plays
     */
    public record DesiredSink(Sink sink, Shaping shaping) {
        /** Identity. */
        public String id() {
            return sink.configId();
        }
    }

    /**
     * One source heard at one sink.
     *
     * @param source where it comes from
     * @param sink where it goes to
     * @param route the first route that has the two
     * @param between what the groups and the route do between the two
     * @param effective all that is done from the stream to the speaker
     */
    public record DesiredPath(DesiredSource source, DesiredSink sink, Route route, Shaping between, Shaping effective) {
        /** Identity. */
        public String id() {
            return sourceId() + "_to_" + sinkId();
        }

        /** Identity of the source. */
        public String sourceId() {
            return source.id();
        }

        /** Identity of the sink. */
        public String sinkId() {
            return sink.id();
        }
    }
}
