/** Sources that others publish from outside, by name. */
@NullMarked
package io.antiphon.control.publish;

import org.jspecify.annotations.NullMarked;
