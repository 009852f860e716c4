package io.antiphon.io.codec.telephone;

import io.antiphon.io.codec.Encoding;
import io.antiphon.io.codec.PacketEncoder;
import java.util.List;
import java.util.Locale;

/**
 * A codec of telephones and the duration of its packets; there is no more to choose.
 *
 * @param codec which
 * @param packetUs duration of a packet, one of {@link #PACKETS_US}
 */
public record TelephoneSettings(TelephoneCodec codec, int packetUs) implements Encoding {
    /** Durations of a packet, in µs. */
    public static final List<Integer> PACKETS_US = List.of(10_000, 20_000, 30_000, 40_000, 60_000);

    public TelephoneSettings {
        if (!PACKETS_US.contains(packetUs)) {
            throw new IllegalArgumentException("packetUs=" + packetUs + ": " + PACKETS_US);
        }
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int clockRateHz() {
        return TelephoneCodec.CLOCK_RATE_HZ;
    }

    @Override
    public int bitrateBps() {
        return 64_000;
    }

    @Override
    public String describe() {
        return codec.name().toLowerCase(Locale.ROOT) + " 64 kb/s mono, " + packetInWords();
    }

    @Override
    public PacketEncoder open() {
        return new TelephoneEncoder(this);
    }
}
