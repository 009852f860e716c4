/** The packaged program from outside: its command line, its network, and foreign programs on the other end. */
@NullMarked
package io.antiphon.systemtests;

import org.jspecify.annotations.NullMarked;
