/** The commands as a person gives them. */
@NullMarked
package io.antiphon.app.cli;

import org.jspecify.annotations.NullMarked;
