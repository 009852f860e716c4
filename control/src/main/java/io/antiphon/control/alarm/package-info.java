/** What is wrong now, since when, what it touches and what mends it. */
@NullMarked
package io.antiphon.control.alarm;

import org.jspecify.annotations.NullMarked;
