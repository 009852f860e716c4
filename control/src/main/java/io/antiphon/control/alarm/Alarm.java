package io.antiphon.control.alarm;

import java.util.List;
import java.util.Map;

/**
 * Something that is wrong, as it is at one moment. Immutable.
 *
 * @param code what kind of thing is wrong, such as {@code sink_unreachable}
 * @param severity how much it matters
 * @param about what it is about: the identity of a sink or source; empty for the server as a whole
 * @param text a sentence for people
 * @param figures what the sentence is made of, by name
 * @param touches what does not work because of it
 * @param mends what mends it, the best first
 */
public record Alarm(
        String code,
        Severity severity,
        String about,
        String text,
        Map<String, Object> figures,
        List<Touched> touches,
        List<Mend> mends) {
    public Alarm {
        figures = Map.copyOf(figures);
        touches = List.copyOf(touches);
        mends = List.copyOf(mends);
    }

    /** The same as long as the same is wrong, whatever its figures are. */
    public String id() {
        return about.isEmpty() ? code : code + ":" + about;
    }

    /** How much it matters. */
    public enum Severity {
        /** It does not do what it is there for. */
        ALARM,
        /** It does, but not well, or not for long. */
        WARNING
    }

    /** What a client can offer. */
    public enum Mend {
        /** {@code POST /api/retry}. */
        RETRY,
        /** Change the address or the stream. */
        EDIT,
        /** Switch it off. */
        OFF,
        /** Turn it down. */
        LOWER,
        /** Look at it. */
        SHOW,
        /** The figures of the engine. */
        STATS,
        /** The settings. */
        SETTINGS,
        /** The log. */
        LOGS,
        /** Read what to do, on the machine itself. */
        HOW
    }

    /**
     * Something that does not work because of it.
     *
     * @param kind {@code sources}, {@code sinks} or {@code routes}
     * @param configId its identity
     * @param name its name
     */
    public record Touched(String kind, String configId, String name) {}
}
