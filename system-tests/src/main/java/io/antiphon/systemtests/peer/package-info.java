/** The far ends of the tests: the program as a process, senders, receivers, and what listens by measuring. */
@NullMarked
package io.antiphon.systemtests.peer;

import org.jspecify.annotations.NullMarked;
