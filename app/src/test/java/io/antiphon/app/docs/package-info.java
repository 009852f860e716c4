/** Checks that documents say what the code does. */
@NullMarked
package io.antiphon.app.docs;

import org.jspecify.annotations.NullMarked;
