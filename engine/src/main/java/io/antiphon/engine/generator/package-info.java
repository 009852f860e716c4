/** Sources that need nothing from outside: test tones and the demo piece. */
@NullMarked
package io.antiphon.engine.generator;

import org.jspecify.annotations.NullMarked;
