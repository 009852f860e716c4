/** Thousands of WebRTC listeners on one sink: what they cost the server, what they miss, what is left when they have gone. */
@NullMarked
package io.antiphon.benchmarks.listeners;

import org.jspecify.annotations.NullMarked;
