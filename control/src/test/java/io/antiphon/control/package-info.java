/** Doubles and the running server that the tests share. */
@NullMarked
package io.antiphon.control;

import org.jspecify.annotations.NullMarked;
