package io.antiphon.engine.render;

/**
 * Something that sound on time needs from the system, and whether it was had.
 *
 * @param name short, such as {@code render_priority}
 * @param granted whether the system gave it
 * @param text what was got; or why not, what that means and what to do
 */
public record RealTimeRight(String name, boolean granted, String text) {}
