package io.antiphon.engine.node;

import java.util.List;

/**
 * One window of a meter.
 *
 * @param window number of the window, grows by one each
 * @param channels levels of each channel
 * @param clips runs of {@value MeterNode#CLIP_RUN} or more samples at or above full scale, counted since the start
 */
public record MeterReading(long window, List<Level> channels, long clips) {
    public MeterReading {
        channels = List.copyOf(channels);
    }

    /**
     * Level of one channel over one window.
     *
     * @param peak largest absolute sample, linear, full scale 1
     * @param meanSquare mean of the squared samples; 0.5 for a sine at full scale
     */
    public record Level(double peak, double meanSquare) {}
}
