package io.antiphon.control.model;

import java.util.List;

/** A source or sink, or a group of such. */
public sealed interface Endpoint extends Entity permits Source, Sink {
    /** True for a group. */
    boolean group();

    /** Names of the members, when it is a group; members are of the same kind. */
    List<String> groupMembers();
}
