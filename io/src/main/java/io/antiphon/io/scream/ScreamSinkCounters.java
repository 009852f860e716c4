package io.antiphon.io.scream;

/** What a Scream sink counts. */
enum ScreamSinkCounters {
    /** Packets that were sent. */
    PACKETS,
    /** Packets not sent because they and those before them were silent. */
    SILENT_PACKETS,
    /** Packets not sent because the destination's name is not resolved yet. */
    UNRESOLVED,
    /** Packets that the far host refused: nobody listens on the port. */
    REFUSED,
    /** Packets not sent because the network said no, or because it said so a moment ago. */
    UNREACHABLE,
    /** Packets that the socket had no room for. */
    SOCKET_FULL,
    /** Frames of the graph that were dropped because sending had fallen far behind. */
    DROPPED_FRAMES
}
