/** What clients keep on the server beside the configuration: equalizer presets and preferences. */
@NullMarked
package io.antiphon.control.preset;

import org.jspecify.annotations.NullMarked;
