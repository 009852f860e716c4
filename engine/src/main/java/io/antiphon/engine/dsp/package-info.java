/** Signal-processing kernels on plain arrays, without knowledge of nodes or threads. */
@NullMarked
package io.antiphon.engine.dsp;

import org.jspecify.annotations.NullMarked;
