/** The codecs of telephones that every browser knows: G.711 and G.722, in plain Java. */
@NullMarked
package io.antiphon.io.codec.telephone;

import org.jspecify.annotations.NullMarked;
