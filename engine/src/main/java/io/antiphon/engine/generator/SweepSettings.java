package io.antiphon.engine.generator;

import io.antiphon.engine.endpoint.EndpointException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sine that sweeps through equal intervals in equal times, over and over, as a source's tag names it: {@code
 * sweep:20-20000}, seconds of one sweep behind a second colon and a level behind a third, {@code sweep:20-20000:5:-12}.
 *
 * @param fromHz frequency at the beginning, 1…20,000
 * @param toHz frequency at the end, 1…20,000; may be the lower one, but not within 1 % of the other
 * @param seconds length of one sweep, 0.1…600
 * @param levelDbfs peak level, −120…0
 */
record SweepSettings(double fromHz, double toHz, double seconds, double levelDbfs) {
    static final String PREFIX = "sweep:";
    static final double DEFAULT_SECONDS = 10;

    /** Narrower ones would lose their phase to rounding; they are tones. */
    private static final double MIN_WIDTH = 0.01;

    private static final String NUMBER = "(\\d{1,6}(?:\\.\\d{1,6})?)";
    private static final Pattern TAG = Pattern.compile(
            "sweep:" + NUMBER + "-" + NUMBER + "(?::" + NUMBER + ")?(?::(-?\\d{1,3}(?:\\.\\d{1,6})?))?");

    /** @throws EndpointException when the tag is not of that form or out of range */
    static SweepSettings ofTag(String tag) throws EndpointException {
        Matcher matcher = TAG.matcher(tag);
        if (!matcher.matches()) {
            throw new EndpointException(
                    "tag " + tag
                            + ": a sweep is sweep:20-20000, sweep:20-20000:5 with its seconds, or sweep:20-20000:5:-12 with a level");
        }
        double from = Double.parseDouble(matcher.group(1));
        double to = Double.parseDouble(matcher.group(2));
        double seconds = matcher.group(3) == null ? DEFAULT_SECONDS : Double.parseDouble(matcher.group(3));
        double level =
                matcher.group(4) == null ? ToneSettings.DEFAULT_LEVEL_DBFS : Double.parseDouble(matcher.group(4));
        if (outside(from, 1, 20_000)
                || outside(to, 1, 20_000)
                || outside(seconds, 0.1, 600)
                || outside(level, -120, 0)
                || Math.abs(to - from) < MIN_WIDTH * from) {
            throw new EndpointException(
                    "tag " + tag
                            + ": a sweep goes between two of 1 to 20000 Hz, lasts 0.1 to 600 s and lies between −120 and 0 dBFS");
        }
        return new SweepSettings(from, to, seconds, level);
    }

    private static boolean outside(double value, double least, double most) {
        return value < least || value > most;
    }
}
