package io.antiphon.io.foreign;

/**
 * What the system answered to a wish that it may refuse.
 *
 * @param granted whether it did what was asked
 * @param reason why not, for the user; empty when granted
 */
public record Outcome(boolean granted, String reason) {
    static final Outcome GRANTED = new Outcome(true, "");

    /** Not granted, for that reason. */
    public static Outcome refused(String reason) {
        return new Outcome(false, reason);
    }
}
