/** How late the render thread begins its periods beside other work, and a C thread beside the same. */
@NullMarked
package io.antiphon.benchmarks.lateness;

import org.jspecify.annotations.NullMarked;
