/** Faults for the tests of the rules. */
@NullMarked
package io.antiphon.engine.audio.planted;

import org.jspecify.annotations.NullMarked;
