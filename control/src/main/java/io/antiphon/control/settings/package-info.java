/** What the program is started with: flags, environment, file and defaults, each setting declared once. */
@NullMarked
package io.antiphon.control.settings;

import org.jspecify.annotations.NullMarked;
