package io.antiphon.engine.counters;

/** What is known of the time that one node takes, from the periods in which it was timed. */
public enum NodeCounter {
    /** Periods in which it was timed. */
    TIMED,
    /** Sliding average of the time it took, in sixteenths of a nanosecond; an old value counts 15/16 of the next. */
    AVERAGE_NS_16THS,
    /** The longest time it took, in nanoseconds. */
    LONGEST_NS
}
