/** Faults for the tests of the rules. */
@NullMarked
package io.antiphon.engine.planted.first;

import org.jspecify.annotations.NullMarked;
