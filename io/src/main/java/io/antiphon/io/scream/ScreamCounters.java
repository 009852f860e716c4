package io.antiphon.io.scream;

/** What Scream receivers, streams and sinks count. */
enum ScreamCounters {
    /** Datagrams that came in on a Scream port. */
    DATAGRAMS,
    /** Datagrams dropped: shorter than the header and one frame. */
    TOO_SHORT,
    /** Datagrams dropped: bits a sample other than 16, 24 or 32. */
    BAD_BITS,
    /** Datagrams dropped: no channels or more than eight. */
    BAD_CHANNELS,
    /** Datagrams dropped: a rate above 192 kHz. */
    BAD_RATE,
    /** Datagrams dropped: their sender's address is not IPv4. */
    BAD_ADDRESS,
    /** Datagrams dropped: another port of the same sender holds the stream. */
    OTHER_PORT,
    /** Datagrams dropped: as many streams are known as there may be, and none has gone. */
    TOO_MANY_STREAMS,
    /** Packets that were taken. */
    PACKETS,
    /** Frames that were taken. */
    FRAMES,
    /** Times that the stream's format changed. */
    FORMAT_CHANGES
}
