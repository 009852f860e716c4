/** Sound cards of Linux as sources, by libasound. */
@NullMarked
package io.antiphon.io.device.alsa;

import org.jspecify.annotations.NullMarked;
