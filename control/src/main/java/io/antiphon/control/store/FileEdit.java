package io.antiphon.control.store;

import io.antiphon.control.model.Configuration;

/** What was found in the configuration file. Immutable. */
public sealed interface FileEdit {
    /** Nothing that was not known. */
    FileEdit NONE = new None();

    /** Nothing that was not known. */
    record None() implements FileEdit {}

    /**
     * It is right.
     *
     * @param before what it held when it was last read or written
     * @param after what it holds now
     * @param text the whole text
     * @param complete whether nothing needs to be written, such as an identity that was made on reading
     */
    record Taken(Configuration before, Configuration after, String text, boolean complete) implements FileEdit {}

    /**
     * It could not be taken; what runs was written over it, and it is kept.
     *
     * @param aside name of the file that keeps it
     * @param problem what is wrong with it, for a person
     */
    record PutAside(String aside, String problem) implements FileEdit {}

    /**
     * It is not right; nothing was taken from it.
     *
     * @param problem what is wrong and where, for a person
     */
    record Refused(String problem) implements FileEdit {}
}
