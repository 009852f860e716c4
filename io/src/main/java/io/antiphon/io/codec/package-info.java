/** What all codecs have in common: how a stream is encoded, and the encoder that does it. */
@NullMarked
package io.antiphon.io.codec;

import org.jspecify.annotations.NullMarked;
