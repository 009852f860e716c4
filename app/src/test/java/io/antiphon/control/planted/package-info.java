/** Faults for the tests of the rules. */
@NullMarked
package io.antiphon.control.planted;

import org.jspecify.annotations.NullMarked;
