/** UDP sockets and the addresses of this machine. */
@NullMarked
package io.antiphon.io.net;

import org.jspecify.annotations.NullMarked;
