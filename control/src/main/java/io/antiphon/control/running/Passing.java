package io.antiphon.control.running;

import io.antiphon.control.model.Configuration;

/** Something that runs for a while beside what is configured, is never saved, and follows what it was made from. Pure. */
@FunctionalInterface
public interface Passing {
    /** The configuration and this; the configuration alone when what this was made from is gone. */
    Configuration addTo(Configuration configured);
}
