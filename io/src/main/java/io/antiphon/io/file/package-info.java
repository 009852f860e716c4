/** Audio on disk: the last minutes of sources, in files of windows that are written as they come. */
@NullMarked
package io.antiphon.io.file;

import org.jspecify.annotations.NullMarked;
