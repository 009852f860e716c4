/** Browsers that listen to sinks. */
@NullMarked
package io.antiphon.control.listen;

import org.jspecify.annotations.NullMarked;
