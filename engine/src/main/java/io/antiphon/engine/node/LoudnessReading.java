package io.antiphon.engine.node;

/**
 * What a loudness meter shows. Levels of nothing are −∞.
 *
 * @param measurement which restart of the meter this belongs to; 0 until the first
 * @param seconds length of the measurement so far
 * @param momentaryLufs loudness of the last 400 ms
 * @param shortTermLufs loudness of the last 3 s
 * @param integratedLufs gated loudness of the whole measurement
 * @param rangeLu loudness range of the whole measurement
 * @param maxMomentaryLufs highest momentary loudness of the measurement
 * @param maxShortTermLufs highest short-term loudness of the measurement
 * @param truePeakDb true peak of the last tenth of a second, dBTP
 * @param maxTruePeakDb true peak of the measurement
 */
public record LoudnessReading(
        int measurement,
        double seconds,
        double momentaryLufs,
        double shortTermLufs,
        double integratedLufs,
        double rangeLu,
        double maxMomentaryLufs,
        double maxShortTermLufs,
        double truePeakDb,
        double maxTruePeakDb) {}
