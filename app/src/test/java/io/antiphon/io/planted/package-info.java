/** Faults for the tests of the rules. */
@NullMarked
package io.antiphon.io.planted;

import org.jspecify.annotations.NullMarked;
