/** How encoded packets are wrapped: Ogg pages, ADTS headers, the head of a FLAC stream. */
@NullMarked
package io.antiphon.io.container;

import org.jspecify.annotations.NullMarked;
