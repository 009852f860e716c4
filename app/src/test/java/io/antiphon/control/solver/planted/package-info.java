/** Faults for the tests of the rules. */
@NullMarked
package io.antiphon.control.solver.planted;

import org.jspecify.annotations.NullMarked;
