/** How records are read from JSON trees: constraints stand at the components, all problems are found at once. */
@NullMarked
package io.antiphon.control.schema;

import org.jspecify.annotations.NullMarked;
