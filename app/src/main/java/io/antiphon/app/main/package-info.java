/** The program as a whole: what is made in which order, and closed in reverse. */
@NullMarked
package io.antiphon.app.main;

import org.jspecify.annotations.NullMarked;
