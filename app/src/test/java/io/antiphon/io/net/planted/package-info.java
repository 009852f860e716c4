/** Faults for the tests of the rules. */
@NullMarked
package io.antiphon.io.net.planted;

import org.jspecify.annotations.NullMarked;
