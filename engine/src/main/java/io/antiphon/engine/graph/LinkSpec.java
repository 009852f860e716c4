package io.antiphon.engine.graph;

/**
 * One link into a node.
 *
 * @param from identity of the node whose output is taken
 * @param gain linear gain on the link, ≥ 0 and finite; mixes apply it with a ramp, every other node takes 1 only
 */
public record LinkSpec(String from, double gain) {
    public LinkSpec {
        if (!(gain >= 0 && gain < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("link from " + from + ": gain=" + gain + ": finite and at least 0");
        }
    }

    /** A link that carries the audio unchanged. */
    public static LinkSpec unity(String from) {
        return new LinkSpec(from, 1.0);
    }
}
