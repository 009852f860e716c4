/** Scream: PCM in datagrams of five header bytes and 1152 bytes of audio, in both directions. */
@NullMarked
package io.antiphon.io.scream;

import org.jspecify.annotations.NullMarked;
