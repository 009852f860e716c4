/** Who may do what: login link, sessions, API tokens, cross-site requests, certificates. */
@NullMarked
package io.antiphon.control.auth;

import org.jspecify.annotations.NullMarked;
