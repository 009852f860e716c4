package io.antiphon.io.device.alsa;

/**
 * How sound cards are captured. Immutable.
 *
 * @param marginMs least safety margin against frames that the thread brings late, in milliseconds
 */
public record AlsaSettings(double marginMs) {
    /** A margin of one period of the device. */
    public static final AlsaSettings DEFAULT = new AlsaSettings(5);

    public AlsaSettings {
        if (!(marginMs >= 0 && marginMs <= 200)) {
            throw new IllegalArgumentException("marginMs=" + marginMs + ": 0…200");
        }
    }
}
