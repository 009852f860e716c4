package io.antiphon.engine.generator;

import io.antiphon.engine.endpoint.EndpointException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stereo noise as a source's tag names it: {@code noise:white} or {@code noise:pink}, a level behind a second colon,
 * {@code noise:pink:-26}, and a seed behind a third. Left and right are independent.
 *
 * @param colour what the spectrum is like
 * @param levelDbfs RMS level, 0 being that of a sine at full scale as in AES17, so that a tone of this level is as
 *     strong; −120…−12, which leaves room for the peaks
 * @param seed start of the sequence; equal seeds give equal noise
 */
record NoiseSettings(Colour colour, double levelDbfs, long seed) {
    static final String PREFIX = "noise:";

    private static final Pattern TAG =
            Pattern.compile("noise:(white|pink)(?::(-?\\d{1,3}(?:\\.\\d{1,6})?))?(?::(\\d{1,9}))?");

    /** @throws EndpointException when the tag is not of that form or out of range */
    static NoiseSettings ofTag(String tag) throws EndpointException {
        Matcher matcher = TAG.matcher(tag);
        if (!matcher.matches()) {
            throw new EndpointException(
                    "tag " + tag
                            + ": a noise is noise:white, noise:pink, noise:pink:-26 with a level, or noise:pink:-26:7 with a seed");
        }
        Colour colour = matcher.group(1).equals("white") ? Colour.WHITE : Colour.PINK;
        double level =
                matcher.group(2) == null ? ToneSettings.DEFAULT_LEVEL_DBFS : Double.parseDouble(matcher.group(2));
        if (level < -120 || level > -12) {
            throw new EndpointException("tag " + tag + ": a noise lies between −120 and −12 dBFS");
        }
        return new NoiseSettings(colour, level, matcher.group(3) == null ? 1 : Long.parseLong(matcher.group(3)));
    }

    /** What the spectrum is like. */
    enum Colour {
        /** Equal power in every hertz. */
        WHITE,
        /** Equal power in every octave. */
        PINK
    }
}
