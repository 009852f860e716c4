/** What a large configuration costs. */
@NullMarked
package io.antiphon.benchmarks.control;

import org.jspecify.annotations.NullMarked;
