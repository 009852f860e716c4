/** Checks on the whole program's class files: who may know whom, and what the audio thread may do. */
@NullMarked
package io.antiphon.app.architecture;

import org.jspecify.annotations.NullMarked;
