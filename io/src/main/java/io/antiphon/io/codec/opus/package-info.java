/** Opus (RFC 6716): encoder and decoder of libopus behind one binding class. */
@NullMarked
package io.antiphon.io.codec.opus;

import org.jspecify.annotations.NullMarked;
