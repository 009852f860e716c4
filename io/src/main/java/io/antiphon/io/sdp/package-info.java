/** Session descriptions (RFC 8866) as records, their parser and their writer: text only, no behaviour. */
@NullMarked
package io.antiphon.io.sdp;

import org.jspecify.annotations.NullMarked;
