package io.antiphon.io.codec.telephone;

import io.antiphon.engine.dsp.FixedResampler;
import io.antiphon.engine.dsp.ResampleQuality;
import io.antiphon.io.codec.Encoding;
import io.antiphon.io.codec.PacketEncoder;

/** Brings 48 kHz down to the codec's rate, which cuts off what is too high for it, and encodes. One thread at a time. */
final class TelephoneEncoder implements PacketEncoder {
    private final TelephoneCodec codec;
    private final FixedResampler resampler;
    private final G722 g722 = new G722();
    private final float[][] in = new float[1][];
    private final float[][] out;
    private final int packetFrames;

    TelephoneEncoder(TelephoneSettings settings) {
        codec = settings.codec();
        packetFrames = settings.packetFrames();
        int frames = packetFrames * codec.sampleRateHz() / Encoding.INPUT_RATE_HZ;
        out = new float[1][frames];
        resampler =
                new FixedResampler(1, Encoding.INPUT_RATE_HZ, codec.sampleRateHz(), frames, ResampleQuality.TAPS_64);
        // From here on every packet's frames in are exactly what its frames out need.
        resampler.feedSilence(resampler.needed(frames) - packetFrames);
    }

    @Override
    public int encode(float[] interleaved, byte[] into) {
        in[0] = interleaved;
        resampler.feed(in, 0, packetFrames);
        float[] samples = out[0];
        resampler.produce(out, 0, samples.length);
        return switch (codec) {
            case PCMU -> {
                for (int i = 0; i < samples.length; i++) {
                    into[i] = G711.muLaw(pcm(samples[i]));
                }
                yield samples.length;
            }
            case PCMA -> {
                for (int i = 0; i < samples.length; i++) {
                    into[i] = G711.aLaw(pcm(samples[i]));
                }
                yield samples.length;
            }
            case G722 -> {
                for (int i = 0; i < samples.length; i += 2) {
                    into[i / 2] = g722.encode(pcm(samples[i]), pcm(samples[i + 1]));
                }
                yield samples.length / 2;
            }
        };
    }

    private static int pcm(float sample) {
        return (int) Math.clamp(Math.rint(sample * 32_768.0), -32_768, 32_767);
    }

    @Override
    public void close() {}
}
