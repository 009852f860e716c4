/** The command line. */
@NullMarked
package io.antiphon.app.cli;

import org.jspecify.annotations.NullMarked;
