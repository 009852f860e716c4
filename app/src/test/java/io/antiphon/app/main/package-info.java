/** The wiring with the rights of the system that runs the tests. */
@NullMarked
package io.antiphon.app.main;

import org.jspecify.annotations.NullMarked;
