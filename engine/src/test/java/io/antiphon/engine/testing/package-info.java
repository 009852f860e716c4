/** Test doubles of the engine's endpoints, and what tests measure sound with. */
@NullMarked
package io.antiphon.engine.testing;

import org.jspecify.annotations.NullMarked;
