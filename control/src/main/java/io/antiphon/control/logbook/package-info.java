/** What was written down of the past: log files, their levels, and who changed what. */
@NullMarked
package io.antiphon.control.logbook;

import org.jspecify.annotations.NullMarked;
