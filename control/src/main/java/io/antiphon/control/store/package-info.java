/** The configuration on disk: written atomically, kept in revisions, read with every problem named. */
@NullMarked
package io.antiphon.control.store;

import org.jspecify.annotations.NullMarked;
