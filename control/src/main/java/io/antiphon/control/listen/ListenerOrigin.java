package io.antiphon.control.listen;

/**
 * Where a listener comes from, by which places are bounded.
 *
 * @param address of its machine, or of the proxy before it
 * @param user who logged in, or the name of its token; empty where nobody has to
 */
public record ListenerOrigin(String address, String user) {}
