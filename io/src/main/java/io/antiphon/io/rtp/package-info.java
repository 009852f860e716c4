/** RTP and RTCP (RFC 3550) on the wire: bytes only, no behaviour. */
@NullMarked
package io.antiphon.io.rtp;

import org.jspecify.annotations.NullMarked;
