/** Faults for the tests of the rules. */
@NullMarked
package io.antiphon.io.scream.planted;

import org.jspecify.annotations.NullMarked;
