package io.antiphon.engine.render;

/**
 * How long a node takes, from the periods in which it was timed.
 *
 * @param nodeId its identity in the spec
 * @param timed periods in which it was timed
 * @param averageNs sliding average in nanoseconds; near 0 while it rests
 * @param longestNs the longest in nanoseconds
 */
public record NodeCost(String nodeId, long timed, double averageNs, long longestNs) {}
