/** Audio on disk: the last minutes of sources, in files that are mapped a window at a time. */
@NullMarked
package io.antiphon.io.file;

import org.jspecify.annotations.NullMarked;
