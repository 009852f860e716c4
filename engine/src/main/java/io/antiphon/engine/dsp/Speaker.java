package io.antiphon.engine.dsp;

import java.util.List;

/** Where a channel is meant to sound, and who takes its signal when that speaker is missing. */
enum Speaker {
    FL,
    FR,
    FC,
    LFE,
    BL,
    BR,
    BC,
    SL,
    SR;

    private static final double SHARED = Math.sqrt(0.5);

    /** Speakers of 0…8 channels in the order of the channels. */
    static final List<List<Speaker>> LAYOUTS = List.of(
            List.of(),
            List.of(FC),
            List.of(FL, FR),
            List.of(FL, FR, FC),
            List.of(FL, FR, BL, BR),
            List.of(FL, FR, FC, BL, BR),
            List.of(FL, FR, FC, LFE, BL, BR),
            List.of(FL, FR, FC, LFE, BC, SL, SR),
            List.of(FL, FR, FC, LFE, BL, BR, SL, SR));

    /** The two between which it stands, when their signals can stand for its own. */
    List<Speaker> neighbours() {
        return switch (this) {
            case FC -> List.of(FL, FR);
            case SL -> List.of(FL, BL);
            case SR -> List.of(FR, BR);
            default -> List.of();
        };
    }

    /** Substitutes in order of preference: the first whose speakers are all there takes the signal. */
    List<Substitute> substitutes() {
        return switch (this) {
            case FL, FR -> List.of(new Substitute(SHARED, FC));
            case FC -> List.of(new Substitute(SHARED, FL, FR));
            case LFE -> List.of();
            case BL -> List.of(new Substitute(1, SL), new Substitute(SHARED, BC), front(FL), new Substitute(0.5, FC));
            case BR -> List.of(new Substitute(1, SR), new Substitute(SHARED, BC), front(FR), new Substitute(0.5, FC));
            case SL -> List.of(new Substitute(1, BL), new Substitute(SHARED, BC), front(FL), new Substitute(0.5, FC));
            case SR -> List.of(new Substitute(1, BR), new Substitute(SHARED, BC), front(FR), new Substitute(0.5, FC));
            case BC ->
                List.of(
                        new Substitute(SHARED, BL, BR),
                        new Substitute(SHARED, SL, SR),
                        new Substitute(0.5, FL, FR),
                        new Substitute(SHARED, FC));
        };
    }

    private static Substitute front(Speaker speaker) {
        return new Substitute(SHARED, speaker);
    }

    /**
     * Speakers that take another one's signal.
     *
     * @param gain linear gain to each of them
     * @param speakers who takes it
     */
    record Substitute(double gain, List<Speaker> speakers) {
        Substitute(double gain, Speaker... speakers) {
            this(gain, List.of(speakers));
        }
    }
}
