/** Faults for the tests of the rules. */
@NullMarked
package io.antiphon.control.model.planted;

import org.jspecify.annotations.NullMarked;
