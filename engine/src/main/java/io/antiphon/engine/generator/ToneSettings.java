package io.antiphon.engine.generator;

import io.antiphon.engine.endpoint.EndpointException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stereo test tone as a source's tag names it: {@code tone:440}, {@code tone:440/880} for left and right, and a level
 * behind a second colon, {@code tone:440:-12}.
 *
 * @param leftHz frequency on the left, 1…20,000
 * @param rightHz frequency on the right, 1…20,000
 * @param levelDbfs peak level, −120…0
 */
record ToneSettings(double leftHz, double rightHz, double levelDbfs) {
    static final String PREFIX = "tone:";
    static final double DEFAULT_LEVEL_DBFS = -20;

    private static final Pattern TAG =
            Pattern.compile("tone:(\\d+(?:\\.\\d+)?)(?:/(\\d+(?:\\.\\d+)?))?(?::(-?\\d+(?:\\.\\d+)?))?");

    /** @throws EndpointException when the tag is not of that form or out of range */
    static ToneSettings ofTag(String tag) throws EndpointException {
        Matcher matcher = TAG.matcher(tag);
        if (!matcher.matches()) {
            throw new EndpointException("tag " + tag
                    + ": a tone is tone:440, tone:440/880 for left and right, or tone:440:-12 with a level");
        }
        double left = Double.parseDouble(matcher.group(1));
        double right = matcher.group(2) == null ? left : Double.parseDouble(matcher.group(2));
        double level = matcher.group(3) == null ? DEFAULT_LEVEL_DBFS : Double.parseDouble(matcher.group(3));
        if (outside(left, 1, 20_000) || outside(right, 1, 20_000) || outside(level, -120, 0)) {
            throw new EndpointException("tag " + tag + ": a tone lies between 1 and 20000 Hz and −120 and 0 dBFS");
        }
        return new ToneSettings(left, right, level);
    }

    private static boolean outside(double value, double least, double most) {
        return value < least || value > most;
    }
}
