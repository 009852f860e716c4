/** Faults for the tests of the rules. */
@NullMarked
package io.antiphon.engine.planted;

import org.jspecify.annotations.NullMarked;
