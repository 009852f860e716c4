/** Faults for the tests of the rules. */
@NullMarked
package io.antiphon.engine.planted.second;

import org.jspecify.annotations.NullMarked;
