/** Sockets, the thread that reads them and the thread that paces what is sent, shared by all transports. */
@NullMarked
package io.antiphon.io.net;

import org.jspecify.annotations.NullMarked;
