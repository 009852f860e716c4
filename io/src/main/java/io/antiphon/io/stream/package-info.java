/** Mixes as endless streams of bytes and as segments of two seconds, encoded once for all who listen. */
@NullMarked
package io.antiphon.io.stream;

import org.jspecify.annotations.NullMarked;
