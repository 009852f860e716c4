/** What a person may turn about how the engine works, and the file that keeps it. */
@NullMarked
package io.antiphon.control.tuning;

import org.jspecify.annotations.NullMarked;
