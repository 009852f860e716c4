package io.antiphon.engine.graph;

/**
 * One link into a node.
 *
 * @param from identity of the node whose output is taken
 * @param gain linear gain on the link, ≥ 0 and finite; ports that take many links apply it with a ramp, every other one
 *     takes 1 only
 * @param port port of the node that it leads into
 */
public record LinkSpec(String from, double gain, String port) {
    public LinkSpec {
        if (!(gain >= 0 && gain < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("link from " + from + ": gain=" + gain + ": finite and at least 0");
        }
    }

    /** A link into what the node works on. */
    public LinkSpec(String from, double gain) {
        this(from, gain, Inputs.MAIN);
    }

    /** A link that carries the audio unchanged into what the node works on. */
    public static LinkSpec unity(String from) {
        return new LinkSpec(from, 1.0);
    }

    /** A link that carries the audio unchanged into that port. */
    public static LinkSpec unity(String from, String port) {
        return new LinkSpec(from, 1.0, port);
    }
}
