package io.antiphon.control.listen;

import io.antiphon.control.schema.OneOf;
import io.antiphon.control.schema.Range;
import io.antiphon.control.schema.Text;
import io.antiphon.control.schema.TextRule;

/**
 * What a test tone shall be. Its level is −20 dBFS before the gain of the sink.
 *
 * @param channel the one channel of the sink that it is heard in, from 0
 * @param sound a tone of 440 Hz, or noise
 * @param seconds how long it is heard
 */
public record ToneWish(
        @Range(min = 0, max = 7) int channel,

        @Text(TextRule.NAME) @OneOf({"tone", "noise"}) String sound,

        @Range(min = 0.1, max = 30) double seconds) {
    /** Noise, which ears find in a room more easily than a tone. */
    public static final ToneWish DEFAULT = new ToneWish(0, "noise", 2);

    /** Tag of the generator. */
    String tag() {
        return sound.equals("tone") ? "tone:440:-20" : "noise:pink:-20";
    }
}
