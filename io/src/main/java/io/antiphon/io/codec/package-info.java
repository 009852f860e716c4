/** What all encoders take: a mix as it leaves the graph. */
@NullMarked
package io.antiphon.io.codec;

import org.jspecify.annotations.NullMarked;
