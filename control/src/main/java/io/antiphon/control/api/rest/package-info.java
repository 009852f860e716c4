/** The HTTP calls. */
@NullMarked
package io.antiphon.control.api.rest;

import org.jspecify.annotations.NullMarked;
