/** What every call of the API keeps to, shown on a table of all of them. */
@NullMarked
package io.antiphon.control.api.contract;

import org.jspecify.annotations.NullMarked;
