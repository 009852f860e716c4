/** The rules of change: from one configuration and a wish to the next configuration or to all reasons against it. */
@NullMarked
package io.antiphon.control.edit;

import org.jspecify.annotations.NullMarked;
