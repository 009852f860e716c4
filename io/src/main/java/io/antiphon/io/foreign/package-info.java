/** Native libraries and system calls by the foreign function API; absence is a state one can ask for. */
@NullMarked
package io.antiphon.io.foreign;

import org.jspecify.annotations.NullMarked;
