package io.antiphon.engine.testing;

import java.util.SplittableRandom;

/** A signal for tests: any sample of any channel. */
@FunctionalInterface
public interface Signal {
    double at(int channel, long frame);

    /** A sine of that peak on every channel. */
    static Signal sine(double hz, double peakDb, int rate) {
        double peak = linear(peakDb);
        return (channel, frame) -> peak * Math.sin(2 * Math.PI * (hz * frame / rate % 1));
    }

    /** White noise of uniform distribution up to that peak, each channel its own. */
    static Signal noise(long seed, double peakDb) {
        double peak = linear(peakDb);
        return (channel, frame) ->
                peak * (2 * new SplittableRandom(seed + 31 * frame + 7_919L * channel).nextDouble() - 1);
    }

    /** The same at another level. */
    default Signal by(double db) {
        double gain = linear(db);
        return (channel, frame) -> gain * at(channel, frame);
    }

    default Signal plus(Signal other) {
        return (channel, frame) -> at(channel, frame) + other.at(channel, frame);
    }

    /** This one for the first frames, then the other one from its own first frame on. */
    default Signal until(long frames, Signal then) {
        return (channel, frame) -> frame < frames ? at(channel, frame) : then.at(channel, frame - frames);
    }

    /** The first frames again and again. */
    default Signal repeated(long frames) {
        return (channel, frame) -> at(channel, frame % frames);
    }

    static double linear(double db) {
        return Math.pow(10, db / 20);
    }
}
