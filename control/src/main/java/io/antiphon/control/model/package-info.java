/** The configuration as a person writes it: sources, sinks and routes as immutable records with their wire names. */
@NullMarked
package io.antiphon.control.model;

import org.jspecify.annotations.NullMarked;
