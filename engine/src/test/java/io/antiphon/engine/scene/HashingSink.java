package io.antiphon.engine.scene;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.dsp.Dither;
import io.antiphon.engine.dsp.PcmEncoder;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import io.antiphon.engine.graph.GraphFormat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A sink that hashes every sample's bits, and the bytes that a dithered encoder makes of them. */
final class HashingSink implements SinkEndpoint {
    private final MessageDigest digest = sha256();
    private final PcmEncoder[] encoders = new PcmEncoder[AudioBlock.MAX_CHANNELS + 1];
    private final byte[] pcm;
    private final ByteBuffer bits;

    HashingSink(GraphFormat format) {
        this.pcm = new byte[format.periodFrames() * AudioBlock.MAX_CHANNELS * Short.BYTES];
        this.bits = ByteBuffer.allocate(format.periodFrames() * Float.BYTES);
        for (int channels = 1; channels < encoders.length; channels++) {
            encoders[channels] = new PcmEncoder(16, channels, 7, Dither.SHAPED, format.sampleRateHz());
        }
    }

    @Override
    public void write(AudioBlock from, long position) {
        digest.update((byte) from.channels());
        digest.update((byte) (from.isSilent() ? 1 : 0));
        for (int c = 0; c < from.channels(); c++) {
            bits.clear();
            bits.asFloatBuffer().put(from.channel(c));
            digest.update(bits);
        }
        encoders[from.channels()].encode(from.samples(), from.frames(), pcm, 0);
        digest.update(pcm, 0, from.frames() * from.channels() * Short.BYTES);
    }

    /** The hash so far; begins again. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)), 0, 8);
    }

    @Override
    public SinkStatus status() {
        return new SinkStatus(0, Map.of());
    }

    @Override
    public void close() {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
