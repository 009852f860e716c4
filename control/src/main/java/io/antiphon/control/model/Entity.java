package io.antiphon.control.model;

import java.util.Map;

/** What a person configures and names. Names are unique within a kind; the identity stays when the name changes. */
public sealed interface Entity permits Endpoint, Route {
    /** Largest volume: +10 dB. */
    double MAX_VOLUME = 3.1623;

    /** Name, unique within its kind. */
    String name();

    /** Identity that no change of anything else touches. */
    String configId();

    /** False when it contributes nothing. */
    boolean enabled();

    /** Linear gain. */
    double volume();

    /** Delay on purpose, in milliseconds. */
    int delay();

    /** How far back in time it plays, in seconds. */
    double timeshift();

    /** Gains of the bands. */
    Equalizer equalizer();

    /** How the channels of a stream are spread, by the stream's number of channels; absent means automatic. */
    Map<Integer, SpeakerLayout> speakerLayouts();
}
