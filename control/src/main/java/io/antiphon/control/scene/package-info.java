/** States of the mix that a person saved under a name, and what it means to recall one. */
@NullMarked
package io.antiphon.control.scene;

import org.jspecify.annotations.NullMarked;
