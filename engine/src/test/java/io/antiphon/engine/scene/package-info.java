/** A fixed scene with every kind of node, rendered offline: the same bits on every JVM, and golden files of its parts. */
@NullMarked
package io.antiphon.engine.scene;

import org.jspecify.annotations.NullMarked;
