/** What can be measured, by name. */
@NullMarked
package io.antiphon.benchmarks;

import org.jspecify.annotations.NullMarked;
