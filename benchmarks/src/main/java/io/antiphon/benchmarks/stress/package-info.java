/** What two threads may see of a ring, every allowed outcome written out, tried by jcstress. */
@NullMarked
package io.antiphon.benchmarks.stress;

import org.jspecify.annotations.NullMarked;
