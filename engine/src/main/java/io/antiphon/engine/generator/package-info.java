/** Sources that need nothing from outside: test tones, noise, sweeps and the demo piece. */
@NullMarked
package io.antiphon.engine.generator;

import org.jspecify.annotations.NullMarked;
