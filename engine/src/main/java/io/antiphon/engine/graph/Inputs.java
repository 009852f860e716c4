package io.antiphon.engine.graph;

import java.util.List;

/**
 * The ports through which audio enters a node, in the order in which the node gets their links; immutable.
 *
 * <pre>
 * gain     in                 one link
 * mix      in                 any number of links, each with a gain
 * ducker   in, key            one link each: links[0] is what is ducked, links[1] what it gives way to
 * </pre>
 *
 * @param ports names of the ports, each once
 * @param lastTakesMany the last port takes any number of links, each with a gain and faded in and out; every other port
 *     takes exactly one
 */
public record Inputs(List<String> ports, boolean lastTakesMany) {
    /** Name of the port that carries what a node works on. */
    public static final String MAIN = "in";

    /** For nodes that make their audio themselves. */
    public static final Inputs NONE = new Inputs(List.of(), false);

    /** One link. */
    public static final Inputs ONE = new Inputs(List.of(MAIN), false);

    /** Any number of links, each with a gain. */
    public static final Inputs MANY = new Inputs(List.of(MAIN), true);

    public Inputs {
        ports = List.copyOf(ports);
        if (ports.stream().distinct().count() != ports.size()) {
            throw new IllegalArgumentException("ports=" + ports + ": each name once");
        }
        if (lastTakesMany && ports.isEmpty()) {
            throw new IllegalArgumentException("ports=" + ports + ": none that could take many links");
        }
    }

    /** One link into each of these ports. */
    public static Inputs oneEach(String... ports) {
        return new Inputs(List.of(ports), false);
    }

    /** True when that port takes any number of links. */
    public boolean takesMany(String port) {
        return lastTakesMany && ports.getLast().equals(port);
    }
}
