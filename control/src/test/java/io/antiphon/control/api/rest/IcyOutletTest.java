package io.antiphon.control.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.endpoint.StreamOutlet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IcyOutletTest {
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final StreamOutlet listener = new StreamOutlet() {
        @Override
        public void send(byte[] bytes, Consumer<Boolean> done) {
            heard.writeBytes(bytes);
            done.accept(true);
        }

        @Override
        public void end() {}
    };

    @Property(tries = 50)
    void withoutTheTitlesTheBytesAreThoseOfTheStreamHoweverTheyAreSent(@ForAll long seed) {
        heard.reset();
        Random random = new Random(seed);
        IcyOutlet outlet = new IcyOutlet(listener, () -> "evening");
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int turn = 0; turn < 20; turn++) {
            byte[] part = new byte[random.nextInt(turn % 5 == 0 ? 60_000 : 6_000)];
            random.nextBytes(part);
            sent.writeBytes(part);
            outlet.send(part, _ -> {});
        }
        List<String> titles = new ArrayList<>();
        assertThat(stripped(titles)).isEqualTo(sent.toByteArray());
        assertThat(titles.stream().filter(title -> !title.isEmpty()).toList())
                .isEqualTo(titles.isEmpty() ? List.of() : List.of("StreamTitle='evening';"));
    }

    @Example
    void aTitleThatChangesIsToldOnceAndCannotEndItself() {
        String[] title = {"one"};
        IcyOutlet outlet = new IcyOutlet(listener, () -> title[0]);
        for (String next : List.of("one", "one", "it's", "x".repeat(5_000))) {
            title[0] = next;
            outlet.send(new byte[IcyOutlet.INTERVAL_BYTES], _ -> {});
        }
        List<String> titles = new ArrayList<>();
        assertThat(stripped(titles)).hasSize(4 * IcyOutlet.INTERVAL_BYTES);
        assertThat(titles.subList(0, 3)).containsExactly("StreamTitle='one';", "", "StreamTitle='it’s';");
        assertThat(titles.get(3)).startsWith("StreamTitle='xxx").hasSize(255 * 16);
    }

    /** As a player reads it. */
    private byte[] stripped(List<String> titles) {
        byte[] all = heard.toByteArray();
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        int at = 0;
        while (at + IcyOutlet.INTERVAL_BYTES < all.length) {
            sound.write(all, at, IcyOutlet.INTERVAL_BYTES);
            at += IcyOutlet.INTERVAL_BYTES;
            int length = (all[at++] & 0xFF) * 16;
            titles.add(new String(all, at, length, StandardCharsets.UTF_8).replace("\0", ""));
            at += length;
        }
        sound.write(all, at, all.length - at);
        return sound.toByteArray();
    }
}
