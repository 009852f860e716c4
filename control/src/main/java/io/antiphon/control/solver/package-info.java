/** Pure: from the configuration to what should play where. */
@NullMarked
package io.antiphon.control.solver;

import org.jspecify.annotations.NullMarked;
