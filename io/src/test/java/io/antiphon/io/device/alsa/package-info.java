/** Tests of sound cards, with devices that libasound makes of files, and with ones that fail when told to. */
@NullMarked
package io.antiphon.io.device.alsa;

import org.jspecify.annotations.NullMarked;
