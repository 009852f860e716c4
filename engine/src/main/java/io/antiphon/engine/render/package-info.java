/** The engine: the render thread and the control-side handle that edits what it runs. */
@NullMarked
package io.antiphon.engine.render;

import org.jspecify.annotations.NullMarked;
