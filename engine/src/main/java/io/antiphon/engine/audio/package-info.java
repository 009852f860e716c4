/** Value types of audio: formats, channel layouts, planar blocks and decibels. */
@NullMarked
package io.antiphon.engine.audio;

import org.jspecify.annotations.NullMarked;
