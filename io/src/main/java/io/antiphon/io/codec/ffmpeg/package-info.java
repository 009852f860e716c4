/** Encoders of FFmpeg's libavcodec, reached inside this process. */
@NullMarked
package io.antiphon.io.codec.ffmpeg;

import org.jspecify.annotations.NullMarked;
