package io.antiphon.io.stream;

import io.antiphon.io.container.FlacHead;
import io.antiphon.io.container.OggOpus;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** How the packets of a stream are put into bytes that a player understands. Encoder thread, but for the head. */
interface Wrapping {
    /** What each listener gets first. Any thread. */
    byte[] head();

    /** Some whole packets as bytes that all listeners get. */
    byte[] wrap(List<byte[]> packets, int framesOfAll);

    /** Packets that say themselves what they are, one behind the other: MP3. */
    static Wrapping plain() {
        return new Joined(new byte[0]);
    }

    /** FLAC's frames behind its head. */
    static Wrapping flac(byte[] streamInfo) {
        return new Joined(FlacHead.of(streamInfo));
    }

    /** Pages of Ogg. */
    static Wrapping oggOpus() {
        // libopus looks ahead by 6.5 ms; as many frames at its beginning are not what was put in.
        OggOpus ogg = new OggOpus(ThreadLocalRandom.current().nextInt(), 2, 312);
        return new Wrapping() {
            @Override
            public byte[] head() {
                return ogg.head();
            }

            @Override
            public byte[] wrap(List<byte[]> packets, int framesOfAll) {
                return ogg.page(packets, framesOfAll);
            }
        };
    }

    /** One behind the other. */
    final class Joined implements Wrapping {
        private final byte[] head;

        private Joined(byte[] head) {
            this.head = head;
        }

        @Override
        public byte[] head() {
            return head;
        }

        @Override
        public byte[] wrap(List<byte[]> packets, int framesOfAll) {
            return ByteArrays.joined(packets);
        }
    }
}
