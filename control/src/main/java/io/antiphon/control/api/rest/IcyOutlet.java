package io.antiphon.control.api.rest;

import io.antiphon.engine.endpoint.StreamOutlet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Puts the title between the bytes of a stream, as SHOUTcast does for players that ask by {@code Icy-MetaData: 1}: after
 * every {@value #INTERVAL_BYTES} bytes one octet with the length in sixteens, and the text when it has changed. What
 * holds no such place passes as it is. Used as what it stands before.
 */
final class IcyOutlet implements StreamOutlet {
    /** As most servers have it: {@code icy-metaint}. */
    static final int INTERVAL_BYTES = 16_000;

    private static final int UNIT_BYTES = 16;
    private static final int MOST_BYTES = 255 * UNIT_BYTES;

    private final StreamOutlet behind;
    private final Supplier<String> title;
    private int untilTitle = INTERVAL_BYTES;
    private String told = "";

    /** @param title what is played now */
    IcyOutlet(StreamOutlet behind, Supplier<String> title) {
        this.behind = behind;
        this.title = title;
    }

    @Override
    public void send(byte[] bytes, Consumer<Boolean> done) {
        if (bytes.length < untilTitle) {
            untilTitle -= bytes.length;
            behind.send(bytes, done);
            return;
        }
        int titles = 1 + (bytes.length - untilTitle) / INTERVAL_BYTES;
        byte[] mixed = new byte[bytes.length + titles + MOST_BYTES];
        int read = 0;
        int written = 0;
        while (bytes.length - read >= untilTitle) {
            System.arraycopy(bytes, read, mixed, written, untilTitle);
            read += untilTitle;
            written += untilTitle;
            untilTitle = INTERVAL_BYTES;
            byte[] text = text();
            mixed[written++] = (byte) (text.length / UNIT_BYTES);
            System.arraycopy(text, 0, mixed, written, text.length);
            written += text.length;
        }
        System.arraycopy(bytes, read, mixed, written, bytes.length - read);
        written += bytes.length - read;
        untilTitle -= bytes.length - read;
        behind.send(Arrays.copyOf(mixed, written), done);
    }

    /** Empty when it was told already. */
    private byte[] text() {
        String now = title.get();
        if (now.equals(told)) {
            return new byte[0];
        }
        told = now;
        // A quote would end it, as players read it.
        byte[] text = ("StreamTitle='" + now.replace("'", "’") + "';").getBytes(StandardCharsets.UTF_8);
        int whole = Math.min(MOST_BYTES, (text.length + UNIT_BYTES - 1) / UNIT_BYTES * UNIT_BYTES);
        return Arrays.copyOf(text, whole);
    }

    @Override
    public void end() {
        behind.end();
    }
}
