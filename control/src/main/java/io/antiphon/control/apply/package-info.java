/** Makes the engine run what was solved; the only package that touches the render package. */
@NullMarked
package io.antiphon.control.apply;

import org.jspecify.annotations.NullMarked;
